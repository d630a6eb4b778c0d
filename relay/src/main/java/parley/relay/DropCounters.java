package parley.relay;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts drops by reason: written by the media thread, read by any. */
public final class DropCounters {
  private static final Drop[] REASONS = Drop.values();

  private final AtomicLongArray counts = new AtomicLongArray(REASONS.length);

  /** Called from the media thread only, so that no increment is lost without a lock. */
  public void increment(Drop reason) {
    int index = reason.ordinal();
    counts.setRelease(index, counts.getPlain(index) + 1);
  }

  public long count(Drop reason) {
    return counts.get(reason.ordinal());
  }

  /** Every reason that was seen, with its count. */
  public Map<Drop, Long> snapshot() {
    Map<Drop, Long> seen = new EnumMap<>(Drop.class);
    for (Drop reason : REASONS) {
      long count = count(reason);
      if (count > 0) {
        seen.put(reason, count);
      }
    }
    return seen;
  }
}

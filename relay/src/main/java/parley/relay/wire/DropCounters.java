package parley.relay.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How often each {@link Drop} happened. One thread increments, any thread reads. */
public final class DropCounters {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SIZE = Drop.values().length;

  private final long[] counts = new long[SIZE];

  /** Counts one; called by the owning thread only. */
  public void increment(Drop drop) {
    int slot = drop.ordinal();
    SLOT.setOpaque(counts, slot, (long) SLOT.get(counts, slot) + 1);
  }

  /** How often {@code drop} was counted. */
  public long count(Drop drop) {
    return (long) SLOT.getOpaque(counts, drop.ordinal());
  }

  /** Everything that was dropped, without {@link Drop#NONE}. */
  public long total() {
    long total = 0;
    for (Drop drop : Drop.values()) {
      total += drop == Drop.NONE ? 0 : count(drop);
    }
    return total;
  }
}

package parley.line.session;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import parley.line.Parcel;

/** Both directions of one session: what was sent and not acknowledged, and what has come. */
final class Session {
  /** Most that may wait for acknowledgement. More bridges longer breaks and costs memory. */
  static final long MAX_KEPT_BYTES = 32L << 20;

  static final int MAX_KEPT = 8_192;

  /** What an honest sender never exceeds, and a little more. */
  private static final long MAX_UNDELIVERED_BYTES = MAX_KEPT_BYTES + (1 << 20);

  record Kept(Parcel parcel, int bytes) {}

  private final long number;
  private final Half mine;
  private final Half yours;
  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private final NavigableMap<Long, Integer> undelivered = new TreeMap<>();
  private long keptBytes;
  private long undeliveredBytes;
  private long lastSeq;
  private long acked;
  private long accepted;
  private long delivered;
  private boolean open;

  Session(long number, Half mine, Half yours) {
    this.number = number;
    this.mine = mine;
    this.yours = yours;
  }

  long number() {
    return number;
  }

  Half mine() {
    return mine;
  }

  /** From now on there is somebody who was told of it, and says all that is needed. */
  void open() {
    open = true;
  }

  boolean isOpen() {
    return open;
  }

  Frame.Resume resume() {
    return new Frame.Resume(mine, yours, accepted, acked + 1);
  }

  long room() {
    return kept.size() >= MAX_KEPT ? 0 : Math.max(0, MAX_KEPT_BYTES - keptBytes);
  }

  /** False if there is no room. */
  boolean keep(Parcel parcel) {
    int bytes = parcel.bytes();
    if (bytes > room() || kept.size() >= MAX_KEPT) {
      return false;
    }
    kept.put(++lastSeq, new Kept(parcel, bytes));
    keptBytes += bytes;
    return true;
  }

  /** The first that is kept after this number. */
  Optional<Map.Entry<Long, Kept>> after(long seq) {
    return Optional.ofNullable(kept.higherEntry(seq));
  }

  /** False if nothing of that number was ever sent. */
  boolean acknowledge(long seq) {
    if (seq > lastSeq) {
      return false;
    }
    while (acked < seq) {
      keptBytes -= kept.remove(++acked).bytes();
    }
    return true;
  }

  long accepted() {
    return accepted;
  }

  /**
   * Takes the next parcel, whose number is one above {@link #accepted}. False if too much waits.
   */
  boolean accept(Parcel parcel) {
    int bytes = parcel.bytes();
    undelivered.put(++accepted, bytes);
    undeliveredBytes += bytes;
    return undeliveredBytes <= MAX_UNDELIVERED_BYTES && undelivered.size() <= MAX_KEPT + 1;
  }

  void deliver(long seq) {
    while (delivered < seq) {
      undeliveredBytes -= undelivered.remove(++delivered);
    }
  }

  long delivered() {
    return delivered;
  }
}

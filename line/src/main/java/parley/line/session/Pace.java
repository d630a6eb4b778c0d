package parley.line.session;

import parley.line.Quota;

/**
 * How many frames and bytes may pass on a connection. A sender keeps to {@link #ofSender}; whoever
 * exceeds {@link #ofReceiver} does not, even if the network held back all that was sent within
 * three seconds, the longest silence, and delivered it at once.
 */
public final class Pace {
  private final Quota frames;
  private final Quota bytes;

  private Pace(Quota frames, Quota bytes) {
    this.frames = frames;
    this.bytes = bytes;
  }

  /** 2,000 parcels and 8 MiB a second, of which four seconds' worth may go at once. */
  public static Pace ofSender(long nowNanos) {
    return new Pace(new Quota(8_000, 2_000, nowNanos), new Quota(32 << 20, 8 << 20, nowNanos));
  }

  /** Twice that a second, with a burst that a sender's own and four more of its seconds fill. */
  public static Pace ofReceiver(long nowNanos) {
    return new Pace(new Quota(20_000, 4_000, nowNanos), new Quota(80 << 20, 16 << 20, nowNanos));
  }

  /** Takes one frame of this size if that much is left. */
  public boolean take(long nowNanos, int size) {
    return bytes.left(nowNanos) >= size && frames.take(nowNanos, 1) && bytes.take(nowNanos, size);
  }
}

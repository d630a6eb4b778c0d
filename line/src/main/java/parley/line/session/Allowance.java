package parley.line.session;

/**
 * How many frames and bytes may pass: a burst, and what is refilled each second. A sender keeps to
 * {@link #ofSender}; whoever exceeds {@link #ofReceiver} does not, even if the network held back
 * all that was sent within three seconds, the longest silence, and delivered it at once.
 */
public final class Allowance {
  private static final double NANOS = 1e9;
  private final double framesPerSecond;
  private final double bytesPerSecond;
  private final double mostFrames;
  private final double mostBytes;
  private double frames;
  private double bytes;
  private long nanos;

  private Allowance(long now, int framesPerSecond, int mostFrames, int bytesPerSecond, int most) {
    this.framesPerSecond = framesPerSecond;
    this.mostFrames = mostFrames;
    this.bytesPerSecond = bytesPerSecond;
    this.mostBytes = most;
    this.frames = mostFrames;
    this.bytes = most;
    this.nanos = now;
  }

  /** 2,000 parcels and 8 MiB a second, of which four seconds' worth may go at once. */
  public static Allowance ofSender(long nowNanos) {
    return new Allowance(nowNanos, 2_000, 8_000, 8 << 20, 32 << 20);
  }

  /** Twice that a second, with a burst that a sender's own and four more of its seconds fill. */
  public static Allowance ofReceiver(long nowNanos) {
    return new Allowance(nowNanos, 4_000, 20_000, 16 << 20, 80 << 20);
  }

  /** Takes one frame of this size if that much is left. */
  public boolean take(long nowNanos, int size) {
    double seconds = Math.max(0, nowNanos - nanos) / NANOS;
    nanos = Math.max(nanos, nowNanos);
    frames = Math.min(mostFrames, frames + seconds * framesPerSecond);
    bytes = Math.min(mostBytes, bytes + seconds * bytesPerSecond);
    if (frames < 1 || bytes < size) {
      return false;
    }
    frames -= 1;
    bytes -= size;
    return true;
  }
}

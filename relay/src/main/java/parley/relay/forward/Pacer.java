package parley.relay.forward;

/**
 * When the next picture's packet may go, so that a key frame does not bury the sound that comes
 * after it. A debt that decays with time: a packet may go while it is small.
 */
final class Pacer {
  /**
   * Pictures may go at this multiple of the estimate. Higher shows key frames sooner, lower keeps
   * sound steadier on a thin link.
   */
  private static final double FACTOR = 2.0;

  /** So that a very thin link still gets a packet now and then. */
  private static final long MIN_BITS_PER_SECOND = 300_000;

  /** Debt that may stand: what is paid off between two rounds of the room's timer. */
  private static final double ROUND_SECONDS = 0.005;

  private static final double NANOS_PER_SECOND = 1e9;

  private double bitsPerSecond = MIN_BITS_PER_SECOND;
  private double debtBits;
  private long lastNanos;

  void rate(long estimateBitsPerSecond) {
    bitsPerSecond = Math.max(MIN_BITS_PER_SECOND, estimateBitsPerSecond * FACTOR);
  }

  boolean mayGo(long nowNanos) {
    double elapsed = Math.max(0, nowNanos - lastNanos) / NANOS_PER_SECOND;
    lastNanos = nowNanos;
    debtBits = Math.max(0, debtBits - elapsed * bitsPerSecond);
    return debtBits <= bitsPerSecond * ROUND_SECONDS;
  }

  /** Something went, by whatever way: sound counts too, though it never waits. */
  void sent(int bytes) {
    debtBits += bytes * 8.0;
  }

  /** Whether so much takes longer than {@code seconds}. */
  boolean takesLonger(long bytes, double seconds) {
    return bytes * 8.0 > seconds * bitsPerSecond;
  }
}

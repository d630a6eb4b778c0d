package parley.node.room;

/**
 * Lets through what a busy page sends and stops a flood: a bucket of tokens that fills with time.
 * One thread.
 */
final class FloodGate {
  /** A room of six that changes its layout says some thirty things at once. */
  private static final double MOST = 100;

  private static final double TOKENS_PER_NANO = 20e-9;

  private double tokens = MOST;
  private long lastNanos;

  FloodGate(long nowNanos) {
    this.lastNanos = nowNanos;
  }

  /** Takes one message; false if it is one too many. */
  boolean admits(long nowNanos) {
    tokens = Math.min(MOST, tokens + (nowNanos - lastNanos) * TOKENS_PER_NANO);
    lastNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}

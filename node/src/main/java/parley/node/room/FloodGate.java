package parley.node.room;

/**
 * Lets through what a busy page sends and stops a flood, by number and by length: two buckets of
 * tokens that fill with time. One thread.
 */
final class FloodGate {
  /** A room of six that changes its layout says some thirty things at once. */
  private static final double MOST = 100;

  private static final double TOKENS_PER_NANO = 20e-9;

  /** Some commits of a room of 32, one after the other. */
  private static final double MOST_CHARACTERS = 2_000_000;

  /** Twice what it takes to write and to send documents' keys without a pause. */
  private static final double CHARACTERS_PER_NANO = 200_000e-9;

  private double tokens = MOST;
  private double characters = MOST_CHARACTERS;
  private long lastNanos;

  FloodGate(long nowNanos) {
    this.lastNanos = nowNanos;
  }

  /** Takes one message; false if it is one too many. */
  boolean admits(long nowNanos, int length) {
    tokens = Math.min(MOST, tokens + (nowNanos - lastNanos) * TOKENS_PER_NANO);
    characters =
        Math.min(MOST_CHARACTERS, characters + (nowNanos - lastNanos) * CHARACTERS_PER_NANO);
    lastNanos = nowNanos;
    if (tokens < 1 || characters < length) {
      return false;
    }
    tokens -= 1;
    characters -= length;
    return true;
  }
}

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

  /** Of pages in another house; a parcel of theirs may hold many pages' news. */
  private static final int PAGES_OF_HOUSE = 32;

  private final int pages;
  private double tokens;
  private double characters;
  private long lastNanos;

  /** For one page. */
  FloodGate(long nowNanos) {
    this(nowNanos, 1);
  }

  /** For another house. */
  static FloodGate ofHouse(long nowNanos) {
    return new FloodGate(nowNanos, PAGES_OF_HOUSE);
  }

  private FloodGate(long nowNanos, int pages) {
    this.pages = pages;
    this.tokens = pages * MOST;
    this.characters = pages * MOST_CHARACTERS;
    this.lastNanos = nowNanos;
  }

  /** Takes one message; false if it is one too many. */
  boolean admits(long nowNanos, int length) {
    double passed = (double) pages * (nowNanos - lastNanos);
    tokens = Math.min(pages * MOST, tokens + passed * TOKENS_PER_NANO);
    characters = Math.min(pages * MOST_CHARACTERS, characters + passed * CHARACTERS_PER_NANO);
    lastNanos = nowNanos;
    if (tokens < 1 || characters < length) {
      return false;
    }
    tokens -= 1;
    characters -= length;
    return true;
  }
}

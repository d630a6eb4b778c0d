package parley.line.session;

import java.util.random.RandomGenerator;

/** When to dial: soon, then less and less often, never twice at a time. */
final class Dialling {
  static final long FIRST_NANOS = 250_000_000L;

  /**
   * Whoever starts is dialled first by who waits for it. Sooner makes a second connection beside
   * that one, which costs a node that has just started half a second.
   */
  static final long START_NANOS = 1_500_000_000L;

  /** Longest pause. Longer spares a network that is down; shorter heals sooner. */
  static final long LONGEST_NANOS = 5_000_000_000L;

  private final RandomGenerator random;
  private int failures;
  private boolean underWay;
  private long nextNanos;

  Dialling(RandomGenerator random, long nowNanos) {
    this.random = random;
    this.nextNanos = nowNanos + START_NANOS + random.nextLong(FIRST_NANOS);
  }

  long nextNanos() {
    return underWay ? Long.MAX_VALUE : nextNanos;
  }

  void begin() {
    underWay = true;
  }

  /** The connection is there; if it comes to nothing, {@link #failed} follows. */
  void opened() {
    underWay = false;
    nextNanos = Long.MAX_VALUE;
  }

  void failed(long nowNanos, boolean hurry) {
    underWay = false;
    schedule(nowNanos, hurry);
  }

  /** A connection that was dialled is over. */
  void lapsed(long nowNanos, boolean hurry) {
    if (!underWay) {
      schedule(nowNanos, hurry);
    }
  }

  /** The line was up and is not any more: once steady, it is dialled at once. */
  void lost(long nowNanos, boolean wasSteady, boolean hurry) {
    if (wasSteady) {
      failures = 0;
    }
    if (failures++ == 0) {
      nextNanos = nowNanos + random.nextLong(FIRST_NANOS / 4);
    } else {
      schedule(nowNanos, hurry);
    }
  }

  private void schedule(long nowNanos, boolean hurry) {
    long pause = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failures++, 6));
    nextNanos = nowNanos + (hurry ? FIRST_NANOS : pause / 2 + random.nextLong(pause / 2));
  }

  void hurry(long nowNanos) {
    nextNanos = Math.min(nextNanos, nowNanos);
  }
}

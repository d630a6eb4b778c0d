package parley.line.session;

/** For how long a counterpart is shut out: longer each time, until it has behaved for a while. */
final class Exclusion {
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final int MAX_DOUBLINGS = 5;

  private long untilNanos = Long.MIN_VALUE;
  private int times;

  void again(long nowNanos) {
    untilNanos = nowNanos + (FIRST_NANOS << Math.min(times++, MAX_DOUBLINGS));
  }

  /** It was there for long enough, and parted for no fault. */
  void forget() {
    times = 0;
  }

  boolean lasts(long nowNanos) {
    return nowNanos < untilNanos;
  }

  long untilNanos() {
    return untilNanos;
  }
}

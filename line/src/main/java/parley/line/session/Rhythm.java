package parley.line.session;

/** How often this side gives a sign of life: faster while either side is in a hurry. */
final class Rhythm {
  private boolean hurry;
  private boolean theyHurry;
  private long nextNanos;

  /** Whether this side is in a hurry. */
  boolean isOwnHurry() {
    return hurry;
  }

  boolean isHurried() {
    return hurry || theyHurry;
  }

  void hurry(boolean wanted) {
    hurry = wanted;
  }

  /** What the other side says; whether that changes anything. */
  boolean theyHurry(boolean wanted) {
    boolean before = isHurried();
    theyHurry = wanted;
    return before != isHurried();
  }

  /** A sign of life goes out now; how many milliseconds until the next. */
  int beat(long nowNanos) {
    int every = isHurried() ? LineCore.HURRY_MILLIS : LineCore.CALM_MILLIS;
    nextNanos = nowNanos + every * 1_000_000L;
    return every;
  }

  long nextNanos() {
    return nextNanos;
  }
}

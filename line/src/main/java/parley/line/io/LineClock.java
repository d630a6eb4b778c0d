package parley.line.io;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import parley.line.session.Moment;

/** The clocks of this machine. */
final class LineClock {
  private static final long ORIGIN = System.nanoTime();

  private LineClock() {}

  /** Since the process began with lines. */
  static long nanos() {
    return System.nanoTime() - ORIGIN;
  }

  static Moment now() {
    return new Moment(nanos(), ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }
}

package parley.line.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One instant by both clocks.
 *
 * @param nanos of a clock that never goes back; only differences mean something
 * @param micros of the wall clock since 1970, which counterparts compare
 */
public record Moment(long nanos, long micros) {
  public Instant instant() {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}

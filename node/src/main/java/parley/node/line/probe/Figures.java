package parley.node.line.probe;

import java.time.Duration;
import java.util.Optional;
import parley.dossier.model.Reason;
import parley.relay.clip.ClipReport;

/**
 * What a test has measured.
 *
 * @param clockOffset how far the counterpart's clock is ahead of ours, if it is known
 * @param connectionAge how long the line's connection was up by then
 */
public record Figures(ClipReport report, Optional<Duration> clockOffset, Duration connectionAge) {
  /** More than a test can send. */
  private static final int MOST = 100_000;

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration OLDEST = Duration.ofDays(36_500);
  private static final long FASTEST = 10_000_000_000L;

  public Figures {
    ClipReport.RoundTrip trip = report.roundTrip();
    boolean isPossible =
        isPossible(report.sounds())
            && isPossible(report.frames())
            && report.altered() >= 0
            && report.altered() <= MOST
            && isWithin(trip.median(), trip.percentile95())
            && isWithin(trip.percentile95(), LONGEST)
            && isWithin(report.jitter(), LONGEST)
            && report.bitsPerSecond() >= 0
            && report.bitsPerSecond() <= FASTEST
            && clockOffset.map(Duration::abs).filter(each -> !isWithin(each, OLDEST)).isEmpty()
            && isWithin(connectionAge, OLDEST);
    if (!isPossible) {
      throw Reason.VALUE_INVALID.because("figures that no test has");
    }
  }

  private static boolean isPossible(ClipReport.Share share) {
    return share.sent() >= 0
        && share.sent() <= MOST
        && share.returned() >= 0
        && share.returned() <= share.sent();
  }

  private static boolean isWithin(Duration value, Duration most) {
    return !value.isNegative() && value.compareTo(most) <= 0;
  }

  /** The same as the other side says it. */
  Figures seenFromThere() {
    return new Figures(report, clockOffset.map(Duration::negated), connectionAge);
  }
}

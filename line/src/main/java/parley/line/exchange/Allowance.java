package parley.line.exchange;

import java.time.Duration;
import java.time.Instant;

/** So much at once, and so much more each second. */
final class Allowance {
  private final double most;
  private final double perSecond;
  private double left;
  private Instant at;

  Allowance(double most, double perSecond, Instant now) {
    this.most = most;
    this.perSecond = perSecond;
    this.left = most;
    this.at = now;
  }

  /** Whether there is any left; a debt has to be waited out. */
  boolean isLeft(Instant now) {
    if (now.isAfter(at)) {
      left = Math.min(most, left + perSecond * Duration.between(at, now).toMillis() / 1000.0);
      at = now;
    }
    return left > 0;
  }

  void spend(double amount) {
    left -= amount;
  }
}

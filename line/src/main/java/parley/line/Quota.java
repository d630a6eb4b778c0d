package parley.line;

import java.time.Instant;

/**
 * So much at once, and so much more each second. Whoever wants to know before it is spent, takes;
 * whoever learns the price afterwards, spends, and a debt has to be waited out. Not for several
 * threads at once.
 */
public final class Quota {
  private static final double NANOS = 1e9;
  private final double most;
  private final double perSecond;
  private double left;
  private long nanos;

  /** Full at first. */
  public Quota(double most, double perSecond, long nowNanos) {
    this.most = most;
    this.perSecond = perSecond;
    this.left = most;
    this.nanos = nowNanos;
  }

  /** The same by a wall clock; whose going back adds nothing. */
  public Quota(double most, double perSecond, Instant now) {
    this(most, perSecond, nanos(now));
  }

  /** Takes so much, if that much is left. */
  public boolean take(long nowNanos, double amount) {
    boolean isEnough = left(nowNanos) >= amount;
    left -= isEnough ? amount : 0;
    return isEnough;
  }

  /** Takes one, if one is left. */
  public boolean take(Instant now) {
    return take(nanos(now), 1);
  }

  /** Whether there is any left. */
  public boolean isLeft(Instant now) {
    return left(nanos(now)) > 0;
  }

  public void spend(double amount) {
    left -= amount;
  }

  /** How much is left. */
  public double left(long nowNanos) {
    double seconds = Math.max(0, nowNanos - nanos) / NANOS;
    nanos = Math.max(nanos, nowNanos);
    left = Math.min(most, left + seconds * perSecond);
    return left;
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}

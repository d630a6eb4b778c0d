package parley.line.io;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import parley.line.Quota;

/**
 * Bounds what those who have not said who they are can cost: connections at once, in all and from
 * one address, and incidents in the history. Whoever is known is not counted.
 */
final class Strangers {
  private static final int MAX_AT_ONCE = 128;
  private static final int MAX_FROM_ONE = 16;
  private static final int INCIDENTS_AT_ONCE = 20;
  private static final double INCIDENTS_A_SECOND = 0.1;

  private final Map<InetAddress, Integer> waiting = new HashMap<>();
  private int all;
  private final Quota incidents =
      new Quota(INCIDENTS_AT_ONCE, INCIDENTS_A_SECOND, LineClock.nanos());

  /** Whether one more may try; {@link #leave} follows if so. */
  synchronized boolean enter(InetAddress from) {
    if (all >= MAX_AT_ONCE || waiting.getOrDefault(from, 0) >= MAX_FROM_ONE) {
      return false;
    }
    all++;
    waiting.merge(from, 1, Integer::sum);
    return true;
  }

  synchronized void leave(InetAddress from) {
    all--;
    waiting.computeIfPresent(from, (any, count) -> count == 1 ? null : count - 1);
  }

  /** Whether the history has room for what one of them did. */
  synchronized boolean isWorthTelling(long nowNanos) {
    return incidents.take(nowNanos, 1);
  }
}

package parley.e2e.network;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** One direction between two nodes: open or cut, late, lossy. Any thread. */
final class Passage {
  private final Random random;
  private boolean isCut;
  private double loss;
  private Duration delay = Duration.ZERO;
  private Duration jitter = Duration.ZERO;
  private long lastDueNanos = Long.MIN_VALUE;

  Passage(long seed) {
    random = new Random(seed);
  }

  synchronized void cut(boolean now) {
    isCut = now;
    notifyAll();
  }

  /**
   * From now on this share of datagrams is lost, and everything is late by this much.
   *
   * @param more by how much a datagram may be later still
   */
  synchronized void impair(double share, Duration late, Duration more) {
    loss = share;
    delay = late;
    jitter = more;
  }

  synchronized boolean isCut() {
    return isCut;
  }

  synchronized Duration delay() {
    return delay;
  }

  /** By how much a datagram is late; empty if it is lost. None overtakes another. */
  synchronized Optional<Duration> datagram(long nowNanos) {
    if (isCut || random.nextDouble() < loss) {
      return Optional.empty();
    }
    long due = nowNanos + delay.toNanos() + (long) (random.nextDouble() * jitter.toNanos());
    lastDueNanos = jitter.isZero() ? due : Math.max(lastDueNanos, due);
    return Optional.of(Duration.ofNanos(lastDueNanos - nowNanos));
  }

  /** Returns when the direction is open. */
  synchronized void awaitOpen() throws InterruptedException {
    while (isCut) {
      wait();
    }
  }
}

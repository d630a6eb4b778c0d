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

  Passage(long seed) {
    random = new Random(seed);
  }

  synchronized void cut(boolean now) {
    isCut = now;
    notifyAll();
  }

  /** From now on this share of datagrams is lost, and everything is late by this much. */
  synchronized void impair(double share, Duration late) {
    loss = share;
    delay = late;
  }

  synchronized boolean isCut() {
    return isCut;
  }

  synchronized Duration delay() {
    return delay;
  }

  /** By how much a datagram is late; empty if it is lost. */
  synchronized Optional<Duration> datagram() {
    return isCut || random.nextDouble() < loss ? Optional.empty() : Optional.of(delay);
  }

  /** Returns when the direction is open. */
  synchronized void awaitOpen() throws InterruptedException {
    while (isCut) {
      wait();
    }
  }
}

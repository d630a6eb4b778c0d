package parley.relay.sim;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One direction of a path between a peer and the relay. */
final class Link {
  /** Longer than a moment, so that no packet of it slips through in time. */
  private static final long STARVATION_NANOS = 300_000_000L;

  private final Clockwork clock;
  private final RandomGenerator random;
  private final Arrival arrival;
  private Network network;
  private boolean inBurst;
  private long busyUntil;
  private long lastArrival;
  private long starvation;
  private long starvedUntil;
  private Filter filter = packet -> true;

  interface Arrival {
    void onPacket(long now, byte[] packet, boolean rtcp);
  }

  interface Filter {
    boolean passes(byte[] packet);
  }

  Link(Clockwork clock, RandomGenerator random, Network network, Arrival arrival) {
    this.clock = clock;
    this.random = random;
    this.network = network;
    this.arrival = arrival;
  }

  void use(Network changed) {
    network = changed;
  }

  void filter(Filter passes) {
    filter = passes;
  }

  void send(byte[] buffer, int offset, int length, boolean rtcp) {
    byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
    long now = clock.now();
    inBurst =
        inBurst
            ? random.nextDouble() >= network.burstEnd()
            : random.nextDouble() < network.burstStart();
    if (inBurst || random.nextDouble() < network.loss() || !filter.passes(packet)) {
      return;
    }
    long leaves = now;
    if (network.bitsPerSecond() > 0) {
      long begins = Math.max(now, busyUntil);
      if (begins - now > network.queue().toNanos()) {
        return;
      }
      busyUntil = begins + (length + 28 + 16) * 8L * 1_000_000_000L / network.bitsPerSecond();
      leaves = busyUntil;
    }
    long jitter = (long) (random.nextDouble() * network.jitter().toNanos());
    lastArrival =
        Math.max(lastArrival, leaves + network.delay().toNanos() + jitter + starvation(leaves));
    clock.at(lastArrival, () -> arrival.onPacket(clock.now(), packet, rtcp));
  }

  private long starvation(long now) {
    if (network.busy().isZero()) {
      return 0;
    }
    if (now - starvedUntil >= 0) {
      starvedUntil = now + STARVATION_NANOS;
      starvation = (long) (random.nextDouble() * network.busy().toNanos());
    }
    return starvation;
  }
}

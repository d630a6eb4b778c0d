package parley.relay.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import parley.relay.SimulatedRoom;
import parley.relay.estimate.FeedbackEstimate;
import parley.relay.estimate.LinkEstimate;
import parley.relay.peer.Channels;

/**
 * A room with simulated browsers over simulated networks, faster than real time. The same seed
 * gives the same run to the last packet.
 */
public final class Simulation {
  private static final long START = 5_000_000_000L;

  private final Random random;
  private final Clockwork clock;
  private final Supplier<String> hint;
  private final Deque<SimPeer> joining = new ArrayDeque<>();
  private final SimulatedRoom room;
  private final Map<String, SimPeer> peers = new LinkedHashMap<>();
  private Network up = Network.good();
  private Network down = Network.good();
  private Supplier<LinkEstimate> estimates = FeedbackEstimate::new;
  private SimTraits traits = SimTraits.USUAL;
  private boolean subscribesByItself = true;
  private boolean ticking;
  private boolean isStopped;
  private int numbers;

  private Simulation(long seed) {
    random = new Random(seed);
    clock = new Clockwork(START);
    room = new SimulatedRoom(random, () -> estimates.get(), sink -> joining.poll().connect(sink));
    hint = () -> "replay with Simulation.seeded(" + seed + "L); drops " + room.drops();
  }

  /** One house of a mesh: same time, same chance. */
  Simulation(Mesh mesh, Channels channels) {
    random = mesh.random();
    clock = mesh.clock();
    room =
        new SimulatedRoom(
            random, () -> estimates.get(), sink -> joining.poll().connect(sink), channels);
    hint = mesh::replayHint;
  }

  /** All chance in the run comes from {@code seed}. */
  public static Simulation seeded(long seed) {
    return new Simulation(seed);
  }

  /** How peers that join from now on reach the relay. */
  public Simulation uplink(Network network) {
    up = network;
    return this;
  }

  /** How the relay reaches peers that join from now on. */
  public Simulation downlink(Network network) {
    down = network;
    return this;
  }

  /** What peers that join from now on are like. */
  public Simulation traits(SimTraits browser) {
    traits = browser;
    return this;
  }

  /** How peers that join from now on are believed to be linked. */
  public Simulation estimating(Supplier<LinkEstimate> estimate) {
    estimates = estimate;
    return this;
  }

  /** Whether peers say that they are ready for every track they are told of. */
  public Simulation subscribing(boolean byItself) {
    subscribesByItself = byItself;
    return this;
  }

  public Simulation join(String... names) {
    for (String name : names) {
      SimPeer peer = new SimPeer(this, name, numbers++, random, up, down, traits);
      peers.put(name, peer);
      joining.add(peer);
      room.join(clock.now(), peer.parameters(), peer::onEvent);
      tick();
    }
    return this;
  }

  /** Has the room do what is due, from now on. */
  void tick() {
    if (!ticking && room.nextDeadlineNanos() != Long.MAX_VALUE) {
      ticking = true;
      clock.at(
          room.nextDeadlineNanos(),
          () -> {
            ticking = false;
            if (!isStopped) {
              room.onDeadline(clock.now());
              tick();
            }
          });
    }
  }

  /** Whether the room does nothing by itself. */
  void stop(boolean now) {
    isStopped = now;
    if (!isStopped) {
      room.onDeadline(clock.now());
      tick();
    }
  }

  public Simulation runFor(Duration duration) {
    clock.runUntil(clock.now() + duration.toNanos());
    return this;
  }

  public SimPeer peer(String name) {
    return peers.get(name);
  }

  public SimulatedRoom room() {
    return room;
  }

  public long now() {
    return clock.now();
  }

  Clockwork clock() {
    return clock;
  }

  boolean subscribesByItself() {
    return subscribesByItself;
  }

  /** How to see a failure again. */
  public String replayHint() {
    return hint.get();
  }
}

package parley.relay.sim;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parley.relay.PeerId;
import parley.relay.SimulatedRoom;
import parley.relay.TrackId;
import parley.relay.TrunkEvent;
import parley.relay.TrunkId;
import parley.relay.TrunkKey;
import parley.relay.TrunkParameters;
import parley.relay.TrunkTrack;
import parley.relay.peer.Channels;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.stun.CandidatePair;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;

/** One node of a {@link Mesh}: a room, a port, and what a node would do with a trunk's events. */
final class House {
  private static final long LINE_NANOS = 20_000_000L;
  private static final int SOCKET_HOLDS = 160;

  private final Mesh mesh;
  private final String name;
  private final Map<House, End> ends = new LinkedHashMap<>();
  private final Map<Drop, Long> drops = new TreeMap<>();
  private final List<InetSocketAddress> astray = new ArrayList<>();
  private final Channels channels;
  private final Simulation simulation;
  private InetSocketAddress address;
  private final Deque<Held> held = new ArrayDeque<>();
  private int nextChannel;
  private boolean isStopped;

  private record Held(InetSocketAddress from, byte[] datagram) {}

  House(Mesh mesh, String name, int port) {
    this.mesh = mesh;
    this.name = name;
    address = new InetSocketAddress("127.0.0.1", port);
    nextChannel = 0x4000 + mesh.random().nextInt(0x800);
    channels = new Channels(List.of(address), SrtpCrypto.best(), this::send, new DropCounters());
    simulation = new Simulation(mesh, channels);
  }

  private Drop send(CandidatePair pair, byte[] buffer, int offset, int length) {
    mesh.at(pair.remote())
        .ifPresentOrElse(
            to -> mesh.wire(name, to.name).send(address, buffer, offset, length),
            () -> astray.add(pair.remote()));
    return Drop.NONE;
  }

  /** Stands still, as a stopped process: its socket keeps what comes until it is full. */
  void stop() {
    isStopped = true;
    simulation.stop(true);
  }

  void goOn() {
    isStopped = false;
    while (!held.isEmpty()) {
      Held next = held.poll();
      deliver(mesh.now(), next.from, next.datagram);
    }
    simulation.stop(false);
  }

  Drop deliver(long now, InetSocketAddress from, byte[] datagram) {
    if (isStopped) {
      if (held.size() < SOCKET_HOLDS) {
        held.add(new Held(from, datagram));
      }
      return Drop.NONE;
    }
    Drop drop =
        channels.onDatagram(now, now, new CandidatePair(0, from), datagram, 0, datagram.length);
    if (drop != Drop.NONE) {
      drops.merge(drop, 1L, Long::sum);
    }
    return drop;
  }

  /** This house's end of its trunk to another. */
  final class End {
    private final House far;
    private final TrunkId id;
    private final List<TrunkEvent> events = new ArrayList<>();
    private int channel;
    private byte[] in = {};
    private byte[] out = {};

    End(House far) {
      this.far = far;
      id = new TrunkId(far.name);
    }

    void rekey(byte[] inbound, byte[] outbound) {
      in = inbound;
      out = outbound;
      channel = nextChannel++;
    }

    /** Keeps the channel, as a node may that reserves one for each trunk. */
    void keepChannel(int former) {
      channel = former;
    }

    int channel() {
      return channel;
    }

    TrunkId id() {
      return id;
    }

    List<TrunkEvent> events() {
      return events;
    }

    <E extends TrunkEvent> List<E> events(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void bridge() {
      TrunkParameters parameters =
          new TrunkParameters(
              id,
              channel,
              far.end(House.this).channel,
              List.of(far.address),
              TrunkKey.of(in),
              TrunkKey.of(out));
      room().bridge(mesh.now(), parameters, this::onEvent);
      simulation.tick();
    }

    private void onEvent(TrunkEvent event) {
      events.add(event);
      switch (event) {
        case TrunkEvent.Offered(var tracks) -> say(() -> far.hear(House.this, tracks));
        case TrunkEvent.Wanted(var track, var layers) ->
            say(() -> far.room().wanted(mesh.now(), far.end(House.this).id, track, layers));
        case TrunkEvent.Refused(var reason) -> throw new AssertionError(reason);
        case TrunkEvent.Connected _,
            TrunkEvent.Silent _,
            TrunkEvent.Measured _,
            TrunkEvent.Closed _ -> {}
      }
    }

    private void say(Runnable action) {
      mesh.clock().at(mesh.now() + LINE_NANOS, action);
    }

    /** What this house offers by the trunk now. */
    List<TrunkTrack> offered() {
      return events(TrunkEvent.Offered.class).getLast().tracks();
    }

    /** The layers' SSRCs of a track that this house offers. */
    List<Long> ssrcs(String publisher, String track) {
      return offered().stream()
          .filter(t -> t.publisher().value().equals(publisher) && t.name().equals(track))
          .flatMap(t -> t.layers().stream())
          .map(TrunkTrack.Layer::ssrc)
          .toList();
    }

    TrackId track(String publisher, String track) {
      return offered().stream()
          .filter(t -> t.publisher().value().equals(publisher) && t.name().equals(track))
          .findFirst()
          .orElseThrow()
          .id();
    }
  }

  private void hear(House from, List<TrunkTrack> tracks) {
    room()
        .offer(
            end(from).id,
            tracks.stream()
                .map(t -> t.publishedBy(new PeerId(from.name + "." + t.publisher())))
                .toList());
  }

  void expect(House other) {
    ends.put(other, new End(other));
  }

  End end(House other) {
    return ends.get(other);
  }

  End end(String other) {
    return end(mesh.house(other));
  }

  void bridgeAll() {
    ends.values().forEach(End::bridge);
  }

  /** People come in. */
  House join(String... people) {
    simulation.join(people);
    return this;
  }

  /** The house's port has another number from now on, as behind a translator of addresses. */
  void move(int port) {
    InetSocketAddress from = address;
    address = new InetSocketAddress("127.0.0.1", port);
    mesh.moved(this, from);
  }

  SimPeer peer(String person) {
    return simulation.peer(person);
  }

  Simulation simulation() {
    return simulation;
  }

  SimulatedRoom room() {
    return simulation.room();
  }

  Map<Drop, Long> drops() {
    return drops;
  }

  /** Where it sent to though nobody is there. */
  List<InetSocketAddress> astray() {
    return astray;
  }

  String name() {
    return name;
  }

  InetSocketAddress address() {
    return address;
  }
}

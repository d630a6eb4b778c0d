package parley.relay.sim;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import parley.relay.wire.Drop;

/**
 * Several houses, each with a room of its own, every two of them joined by a trunk over a simulated
 * line: real keys, real datagrams, time by hand. What nodes tell each other arrives 20 ms later.
 */
final class Mesh {
  private static final long START = 5_000_000_000L;

  private final long seed;
  private final Random random;
  private final Clockwork clock = new Clockwork(START);
  private final Map<String, House> houses = new LinkedHashMap<>();
  private final Map<InetSocketAddress, House> byAddress = new LinkedHashMap<>();
  private final Map<String, Wire> wires = new LinkedHashMap<>();
  private Network network = Network.good();

  private Mesh(long seed) {
    this.seed = seed;
    random = new Random(seed);
  }

  static Mesh seeded(long seed) {
    return new Mesh(seed);
  }

  /** How the lines between houses that are built from now on are. */
  Mesh lines(Network changed) {
    network = changed;
    return this;
  }

  /** Builds houses and joins each with every other. */
  Mesh houses(String... names) {
    for (String name : names) {
      House house = new House(this, name, 10_000 + houses.size());
      houses.values().forEach(other -> join(house, other));
      houses.put(name, house);
      byAddress.put(house.address(), house);
    }
    houses.values().forEach(House::bridgeAll);
    return this;
  }

  private void join(House one, House other) {
    wires.put(one.name() + other.name(), new Wire(this, one, other, network));
    wires.put(other.name() + one.name(), new Wire(this, other, one, network));
    one.expect(other);
    other.expect(one);
    rekey(one, other);
  }

  /** Both houses get fresh keys and channels for their trunk; they bridge when they are told to. */
  void rekey(House one, House other) {
    byte[] there = new byte[28];
    byte[] back = new byte[28];
    random.nextBytes(there);
    random.nextBytes(back);
    one.end(other).rekey(back, there);
    other.end(one).rekey(there, back);
  }

  void moved(House house, InetSocketAddress from) {
    byAddress.remove(from);
    byAddress.put(house.address(), house);
  }

  Optional<House> at(InetSocketAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  House house(String name) {
    return houses.get(name);
  }

  List<House> others(House house) {
    return houses.values().stream().filter(other -> other != house).toList();
  }

  /** The line from one house to another. */
  Wire wire(String from, String to) {
    return wires.get(from + to);
  }

  Mesh runFor(Duration duration) {
    clock.runUntil(clock.now() + duration.toNanos());
    return this;
  }

  long now() {
    return clock.now();
  }

  Clockwork clock() {
    return clock;
  }

  Random random() {
    return random;
  }

  String replayHint() {
    List<String> drops = new ArrayList<>();
    houses.values().forEach(h -> drops.add(h.name() + " " + h.room().drops() + h.drops()));
    return "replay with Mesh.seeded(" + seed + "L); drops " + drops;
  }

  /** One direction of a line: carries datagrams, counts them, and keeps what passed. */
  static final class Wire {
    private final Link link;
    private final House to;
    private final List<byte[]> sent = new ArrayList<>();
    private InetSocketAddress from;

    Wire(Mesh mesh, House from, House to, Network network) {
      this.to = to;
      this.from = from.address();
      link = new Link(mesh.clock, mesh.random, network, this::arrive);
    }

    void send(InetSocketAddress source, byte[] buffer, int offset, int length) {
      byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
      sent.add(datagram);
      from = source;
      link.send(datagram, 0, length, false);
    }

    private void arrive(long now, byte[] datagram, boolean rtcp) {
      to.deliver(now, from, datagram);
    }

    void use(Network network) {
      link.use(network);
    }

    /** Loses whatever does not pass. */
    void filter(Link.Filter passes) {
      link.filter(passes);
    }

    /** All that was sent, in order. */
    List<byte[]> sent() {
      return sent;
    }

    void forget() {
      sent.clear();
    }

    /** Media packets by SSRC: its header is not encrypted. */
    Map<Long, Integer> packets() {
      Map<Long, Integer> packets = new LinkedHashMap<>();
      for (byte[] datagram : sent) {
        if (!isRtcp(datagram)) {
          packets.merge(ssrc(datagram), 1, Integer::sum);
        }
      }
      return packets;
    }

    static boolean isRtcp(byte[] datagram) {
      int second = datagram[5] & 0xFF;
      return second >= 192 && second <= 223;
    }

    static long ssrc(byte[] datagram) {
      long ssrc = 0;
      for (int i = 12; i < 16; i++) {
        ssrc = ssrc << 8 | datagram[i] & 0xFF;
      }
      return ssrc;
    }
  }

  /** What a datagram from anywhere did. */
  static Drop inject(House to, long now, InetSocketAddress from, byte[] datagram) {
    return to.deliver(now, from, datagram.clone());
  }
}

package parley.bench;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import parley.relay.MediaKind;
import parley.relay.PeerEvent;
import parley.relay.Relay;
import parley.relay.RelaySettings;
import parley.relay.Room;
import parley.relay.TrackOffer;
import parley.relay.TrunkEnd;
import parley.relay.TrunkEvent;
import parley.relay.TrunkId;
import parley.relay.TrunkKey;
import parley.relay.TrunkListener;
import parley.relay.TrunkParameters;

/**
 * What a second node adds to the delay of media: one person's packets reach a listener on her own
 * relay and one on another relay, in the same run, through real sockets on loopback.
 */
final class SecondNode implements Measurement {
  private static final TrunkId TRUNK = new TrunkId("bench");
  private static final int SSRC = 77;
  private static final int BYTES = 1_200;
  private static final int PACKETS_PER_REPETITION = 100;
  private static final int WARM_UP = 1_000;
  private static final long INTERVAL_NANOS = 5_000_000L;
  private static final double NANOS_PER_MICRO = 1_000;

  /** When each packet came, by what it holds. */
  private final Map<Long, Long> near = new ConcurrentHashMap<>();

  private final Map<Long, Long> far = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "second node: delay of media";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    RelaySettings anyPort = new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0);
    try (Relay one = Relay.start(anyPort);
        Relay other = Relay.start(anyPort);
        TrunkEnd here = one.trunkEnd();
        TrunkEnd there = other.trunkEnd();
        Room home = one.openRoom("home");
        Room away = other.openRoom("away");
        Caller speaker = new Caller(home, "speaker");
        Caller neighbour = new Caller(home, "neighbour");
        Caller stranger = new Caller(away, "stranger")) {
      bridge(home, here, away, there);
      neighbour.join();
      stranger.join();
      neighbour.listen(near::put);
      stranger.listen(far::put);
      speaker.join(new TrackOffer("camera", MediaKind.VIDEO, "1", new TrackOffer.Single(SSRC, 0)));
      for (Caller listener : List.of(neighbour, stranger)) {
        Room room = listener == neighbour ? home : away;
        room.ready(listener.id(), List.of(listener.next(PeerEvent.TrackAdded.class).track().id()));
      }
      List<Long> sent = send(speaker, WARM_UP + repetitions * PACKETS_PER_REPETITION);
      return figures(sent.subList(WARM_UP, sent.size()));
    }
  }

  /** Does what two nodes do for their relays, without a line between them. */
  private static void bridge(Room home, TrunkEnd here, Room away, TrunkEnd there)
      throws InterruptedException {
    CountDownLatch connected = new CountDownLatch(2);
    TrunkKey out = key();
    TrunkKey back = key();
    home.bridge(
        new TrunkParameters(TRUNK, here.channel(), there.channel(), there.candidates(), back, out),
        answering(away, connected));
    away.bridge(
        new TrunkParameters(TRUNK, there.channel(), here.channel(), here.candidates(), out, back),
        answering(home, connected));
    if (!connected.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the trunk does not connect");
    }
  }

  private static TrunkKey key() {
    byte[] bytes = new byte[TrunkKey.LENGTH];
    new SecureRandom().nextBytes(bytes);
    return TrunkKey.of(bytes);
  }

  private static TrunkListener answering(Room other, CountDownLatch connected) {
    return event -> {
      switch (event) {
        case TrunkEvent.Offered(var tracks) -> other.offer(TRUNK, tracks);
        case TrunkEvent.Wanted(var track, var layers) -> other.wanted(TRUNK, track, layers);
        case TrunkEvent.Connected _ -> connected.countDown();
        case TrunkEvent.Refused(var reason) -> throw new IllegalStateException(reason);
        case TrunkEvent.Silent _, TrunkEvent.Measured _, TrunkEvent.Closed _ -> {}
      }
    };
  }

  /** Sends one packet after another; each holds when it was sent. */
  private static List<Long> send(Caller speaker, int count) throws Exception {
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long now = System.nanoTime();
      speaker.send(SSRC, i & 0xFFFF, BYTES, now);
      sent.add(now);
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
    TimeUnit.MILLISECONDS.sleep(500);
    return sent;
  }

  private List<Figure> figures(List<Long> sent) {
    List<Long> both =
        sent.stream().filter(stamp -> near.containsKey(stamp) && far.containsKey(stamp)).toList();
    double[] one = both.stream().mapToDouble(s -> (near.get(s) - s) / NANOS_PER_MICRO).toArray();
    double[] two = both.stream().mapToDouble(s -> (far.get(s) - s) / NANOS_PER_MICRO).toArray();
    double[] added =
        both.stream().mapToDouble(s -> (far.get(s) - near.get(s)) / NANOS_PER_MICRO).toArray();
    return List.of(
        new Figure("delay through one relay, 1,200 bytes", "µs", Distribution.of(one)),
        new Figure("delay through two relays, 1,200 bytes", "µs", Distribution.of(two)),
        new Figure("  what the second one adds", "µs", Distribution.of(added)),
        Figure.single("  packets that came both ways", "%", 100.0 * both.size() / sent.size()));
  }
}

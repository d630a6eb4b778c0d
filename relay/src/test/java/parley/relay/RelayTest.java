package parley.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.relay.peer.TestBrowser;
import parley.relay.wire.Drop;
import parley.relay.wire.RtpHeader;

/** The facade as a node uses it: real sockets, real DTLS and SRTP. */
@Timeout(90)
class RelayTest {
  private static final int SSRC = 77;
  private static final TrunkId TRUNK = new TrunkId("far");
  private static final byte[] PAYLOAD = {0x10, 1, 2, 3, 4, 5};

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Relay relay =
      Relay.start(new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0));
  private final Room room = relay.openRoom("test");

  @AfterEach
  void stop() {
    room.close();
    relay.close();
    threads.shutdownNow();
  }

  /** A person with a socket. */
  private final class Person implements AutoCloseable {
    private final BlockingQueue<PeerEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> media = new LinkedBlockingQueue<>();
    private final DatagramSocket socket;
    private final TestBrowser browser;
    private final PeerId id;
    private final Room room;
    private InetSocketAddress relayAddress;

    Person(String name, int seed) throws IOException {
      this(RelayTest.this.room, name, seed);
    }

    Person(Room room, String name, int seed) throws IOException {
      this.room = room;
      id = new PeerId(name);
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      browser = new TestBrowser(new Random(seed), threads, this::send);
    }

    private void send(byte[] bytes) {
      try {
        socket.send(new DatagramPacket(bytes, bytes.length, relayAddress));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    JoinReply join(TrackOffer... offers) throws Exception {
      room.join(
          new JoinParameters(
              id,
              browser.credentials(),
              browser.fingerprint(),
              new Codecs(111, 96, 97),
              HeaderExtensions.NONE,
              List.of(offers)),
          events::add);
      JoinReply reply = next(PeerEvent.Joined.class).reply();
      relayAddress = reply.candidates().getFirst();
      threads.execute(this::listen);
      send(browser.check(reply.ice(), true));
      browser.connect(reply.dtls()).get(40, TimeUnit.SECONDS);
      next(PeerEvent.Connected.class);
      return reply;
    }

    private void listen() {
      DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
      while (!socket.isClosed()) {
        try {
          socket.receive(packet);
        } catch (IOException e) {
          return;
        }
        browser.receive(Arrays.copyOf(packet.getData(), packet.getLength())).ifPresent(media::add);
      }
    }

    <E extends PeerEvent> E next(Class<E> kind) throws InterruptedException {
      PeerEvent event = events.poll(40, TimeUnit.SECONDS);
      while (event != null && !kind.isInstance(event)) {
        event = events.poll(40, TimeUnit.SECONDS);
      }
      assertThat(event).as("an event %s", kind.getSimpleName()).isNotNull();
      return kind.cast(event);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static TrackOffer camera() {
    return new TrackOffer("camera", MediaKind.VIDEO, "1", new TrackOffer.Single(SSRC, 0));
  }

  /** Sends until the other one gets a picture, which takes as long as commands take. */
  private static RtpHeader picture(Person from, Person to, int firstSequenceNumber)
      throws InterruptedException {
    RtpHeader header = new RtpHeader();
    for (int i = 0; i < 2_000; i++) {
      from.send(from.browser.rtp(SSRC, firstSequenceNumber + i, PAYLOAD));
      byte[] packet = to.media.poll(10, TimeUnit.MILLISECONDS);
      if (packet != null
          && (packet[1] & 0x7F) == 96
          && header.wrap(packet, 0, packet.length) == Drop.NONE) {
        return header;
      }
    }
    throw new AssertionError("no picture came");
  }

  @Test
  void aPictureGoesFromOneBrowserToTheOther() throws Exception {
    try (Person ana = new Person("ana", 1);
        Person ben = new Person("ben", 2)) {
      ana.join(camera());
      JoinReply reply = ben.join();
      TrackAllotment track = reply.tracks().getFirst();
      assertThat(track.publisher()).isEqualTo(ana.id);
      assertThat(track.ssrc()).isNotEqualTo(SSRC);
      room.ready(ben.id, List.of(track.id()));

      RtpHeader picture = picture(ana, ben, 100);
      assertThat(picture.ssrc()).isEqualTo((int) track.ssrc());
      assertThat(
              Arrays.copyOfRange(
                  picture.buffer(),
                  picture.payloadOffset(),
                  picture.payloadOffset() + picture.payloadLength()))
          .isEqualTo(PAYLOAD);
      assertThat(ana.media.stream().filter(packet -> (packet[1] & 0x7F) == 96)).isEmpty();

      room.leave(ana.id);
      assertThat(ben.next(PeerEvent.TrackGone.class).track()).isEqualTo(track.id());
      assertThat(ana.next(PeerEvent.Left.class).cause()).isEqualTo(PeerEvent.Cause.ASKED);
    }
  }

  @Test
  void aReloadedPageTakesThePlaceOfTheFormerOne() throws Exception {
    try (Person before = new Person("ana", 3);
        Person after = new Person("ana", 4);
        Person ben = new Person("ben", 5)) {
      ben.join();
      before.join(camera());
      TrackId former = ben.next(PeerEvent.TrackAdded.class).track().id();
      after.join(camera());
      assertThat(before.next(PeerEvent.Left.class).cause()).isEqualTo(PeerEvent.Cause.REPLACED);
      assertThat(ben.next(PeerEvent.TrackGone.class).track()).isEqualTo(former);
      TrackAllotment track = ben.next(PeerEvent.TrackAdded.class).track();
      room.ready(ben.id, List.of(track.id()));
      assertThat(picture(after, ben, 5).ssrc()).isEqualTo((int) track.ssrc());
    }
  }

  /** Does what a node does for its end of a trunk, with no line between the two. */
  private static TrunkListener answering(Room other, BlockingQueue<TrunkEvent> events) {
    return event -> {
      events.add(event);
      switch (event) {
        case TrunkEvent.Offered(var tracks) -> other.offer(TRUNK, tracks);
        case TrunkEvent.Wanted(var track, var layers) -> other.wanted(TRUNK, track, layers);
        default -> {} // of no consequence here
      }
    };
  }

  private static TrunkKey key(int seed) {
    byte[] material = new byte[TrunkKey.LENGTH];
    new Random(seed).nextBytes(material);
    return TrunkKey.of(material);
  }

  @Test
  void aPictureGoesToABrowserOfAnotherRelay() throws Exception {
    BlockingQueue<TrunkEvent> events = new LinkedBlockingQueue<>();
    try (Relay far = Relay.start(new RelaySettings(List.of(InetAddress.getLoopbackAddress()), 0));
        Room farRoom = far.openRoom("far");
        TrunkEnd here = relay.trunkEnd();
        TrunkEnd there = far.trunkEnd();
        Person ana = new Person("ana", 8);
        Person ben = new Person(farRoom, "ben", 9)) {
      room.bridge(
          new TrunkParameters(
              TRUNK, here.channel(), there.channel(), there.candidates(), key(1), key(2)),
          answering(farRoom, events));
      farRoom.bridge(
          new TrunkParameters(
              TRUNK, there.channel(), here.channel(), here.candidates(), key(2), key(1)),
          answering(room, new LinkedBlockingQueue<>()));
      ben.join();
      ana.join(camera());
      TrackAllotment track = ben.next(PeerEvent.TrackAdded.class).track();
      farRoom.ready(ben.id, List.of(track.id()));
      assertThat(picture(ana, ben, 100).ssrc()).isEqualTo((int) track.ssrc());

      room.unbridge(TRUNK);
      TrunkEvent last = events.poll(20, TimeUnit.SECONDS);
      while (!(last instanceof TrunkEvent.Closed)) {
        assertThat(last).as("it says that it is closed").isNotNull();
        last = events.poll(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void everyEndOfATrunkHasANumberOfItsOwnUntilItIsClosed() throws Exception {
    List<TrunkEnd> ends = IntStream.range(0, 4_096).mapToObj(i -> relay.trunkEnd()).toList();
    assertThat(ends.stream().map(TrunkEnd::channel).distinct()).hasSize(4_096);
    assertThat(ends).allMatch(end -> end.channel() >= 0x4000 && end.channel() <= 0x4FFF);
    assertThat(ends.getFirst().candidates()).isNotEmpty();
    assertThatThrownBy(relay::trunkEnd).isInstanceOf(IllegalStateException.class);
    ends.getFirst().close();
    ends.getFirst().close();
    Optional<TrunkEnd> again = taken();
    for (int i = 0; again.isEmpty() && i < 2_000; i++) {
      Thread.sleep(5);
      again = taken();
    }
    assertThat(again.orElseThrow().channel()).isEqualTo(ends.getFirst().channel());
  }

  private Optional<TrunkEnd> taken() {
    try {
      return Optional.of(relay.trunkEnd());
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  @Test
  void twoTracksOfOneNameAreRefused() throws Exception {
    try (Person ana = new Person("ana", 6)) {
      room.join(
          new JoinParameters(
              ana.id,
              ana.browser.credentials(),
              ana.browser.fingerprint(),
              new Codecs(111, 96, 97),
              HeaderExtensions.NONE,
              List.of(camera(), camera())),
          ana.events::add);
      assertThat(ana.next(PeerEvent.Refused.class).reason()).contains("two tracks");
    }
  }

  @Test
  void whoeverIsInAClosedRoomHearsIt() throws Exception {
    try (Person ana = new Person("ana", 7)) {
      ana.join(camera());
      room.close();
      assertThat(ana.next(PeerEvent.Left.class).cause()).isEqualTo(PeerEvent.Cause.CLOSED);
    }
  }
}

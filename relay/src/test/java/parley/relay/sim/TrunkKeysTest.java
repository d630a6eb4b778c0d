package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.relay.TrunkEvent;
import parley.relay.wire.ChannelData;
import parley.relay.wire.Drop;
import parley.relay.wire.Octets;

/** Keys change, addresses change, strangers and recorders send: media goes where it should. */
class TrunkKeysTest {
  private static final long SECOND = 1_000_000_000L;
  private static final InetSocketAddress STRANGER = new InetSocketAddress("127.0.0.1", 6_666);

  private final Mesh mesh = Mesh.seeded(90).houses("a", "b", "c");
  private final House a = mesh.house("a");
  private final House b = mesh.house("b");

  @BeforeEach
  void peopleTalk() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(8));
  }

  private SimPlayer microphone() {
    return b.peer("ben").microphone("a.ana");
  }

  private SimPlayer camera() {
    return b.peer("ben").camera("a.ana");
  }

  private void assertGoesOn() {
    mesh.runFor(Duration.ofSeconds(3));
    assertThat(microphone().heardWithin(100, mesh.now() - 2 * SECOND))
        .as(mesh.replayHint())
        .isGreaterThan(90);
    assertThat(camera().shownBetween(mesh.now() - SECOND, mesh.now()))
        .as(mesh.replayHint())
        .isGreaterThan(25);
  }

  @Test
  void newKeysInMidCallAreNotHeard() {
    long before = mesh.now();
    SimPlayer former = camera();
    mesh.rekey(a, b);
    a.end(b).bridge();
    mesh.runFor(Duration.ofMillis(30)); // the other side is a little later
    b.end(a).bridge();
    mesh.runFor(Duration.ofSeconds(5));
    assertThat(camera()).as("tracks and subscriptions stay").isSameAs(former);
    assertThat(camera().longestFreezeNanos(before, mesh.now()))
        .as(mesh.replayHint())
        .isLessThan(SECOND / 5);
    assertThat(microphone().heardWithin(100, before)).as(mesh.replayHint()).isGreaterThan(240);
    assertThat(camera().keyFrameRequests()).isZero();
    assertGoesOn();
    assertThat(channelsUsed("a", "b")).as("the new one in the end").isEqualTo(b.end(a).channel());
  }

  /** The channel of the last datagram. */
  private int channelsUsed(String from, String to) {
    byte[] last = mesh.wire(from, to).sent().getLast();
    return ChannelData.channel(last, 0);
  }

  @Test
  void newKeysOnTheSameChannelAreNotHeardEither() {
    long before = mesh.now();
    int channelOfA = a.end(b).channel();
    int channelOfB = b.end(a).channel();
    mesh.rekey(a, b);
    a.end(b).keepChannel(channelOfA);
    b.end(a).keepChannel(channelOfB);
    a.end(b).bridge();
    mesh.runFor(Duration.ofMillis(30));
    b.end(a).bridge();
    mesh.runFor(Duration.ofSeconds(5));
    assertThat(microphone().heardWithin(100, before)).as(mesh.replayHint()).isGreaterThan(240);
    assertGoesOn();
  }

  /** New keys, under which nothing arrives yet; the channel that b has for them. */
  private int rekeyUnheard() {
    mesh.rekey(a, b);
    int fresh = b.end(a).channel();
    mesh.wire("a", "b").filter(datagram -> ChannelData.channel(datagram, 0) != fresh);
    mesh.wire("b", "a").filter(d -> ChannelData.channel(d, 0) != a.end(b).channel());
    a.end(b).bridge();
    b.end(a).bridge();
    return fresh;
  }

  @Test
  void theFormerTransportIsUsedUntilTheNewOneIsHeard() {
    int fresh = rekeyUnheard();
    long before = mesh.now();
    mesh.runFor(Duration.ofMillis(1_500));
    assertThat(microphone().heardWithin(100, before)).as(mesh.replayHint()).isGreaterThan(65);
    mesh.runFor(Duration.ofMillis(1_500));
    assertThat(channelsUsed("a", "b")).as("after two seconds at the latest").isEqualTo(fresh);
    mesh.wire("a", "b").filter(datagram -> true);
    mesh.wire("b", "a").filter(datagram -> true);
    assertGoesOn();
  }

  @Test
  void nobodyIsToldToTakeTheFormerEndAwayBeforeTheNewOneIsUp() {
    rekeyUnheard();
    mesh.runFor(Duration.ofMillis(1_500));
    assertThat(a.end(b).events(TrunkEvent.Connected.class)).as("for the first only").hasSize(1);
    mesh.wire("a", "b").filter(datagram -> true);
    mesh.wire("b", "a").filter(datagram -> true);
    mesh.runFor(Duration.ofSeconds(4));
    assertThat(a.end(b).events(TrunkEvent.Connected.class)).as(mesh.replayHint()).hasSize(2);
  }

  @Test
  void theSameKeysAgainChangeNothing() {
    int channel = channelsUsed("a", "b");
    a.end(b).bridge();
    b.end(a).bridge();
    mesh.runFor(Duration.ofSeconds(3));
    assertThat(channelsUsed("a", "b")).isEqualTo(channel);
    assertThat(a.end(b).events(TrunkEvent.Offered.class)).as("told anew").hasSize(2);
    assertGoesOn();
  }

  @Test
  void aSideThatBeginsAnewIsSeenAndHeardAgain() {
    b.room().unbridge(b.end(a).id());
    mesh.rekey(a, b);
    mesh.runFor(Duration.ofSeconds(1));
    a.end(b).bridge();
    b.end(a).bridge();
    assertGoesOn();
    assertThat(a.peer("ana").camera("b.ben").shownBetween(mesh.now() - SECOND, mesh.now()))
        .as(mesh.replayHint())
        .isGreaterThan(25);
    assertThat(a.peer("ana").players()).as("nobody twice").hasSize(2);
  }

  @Test
  void aChangedAddressHealsByItself() {
    long before = mesh.now();
    a.move(20_001);
    mesh.runFor(Duration.ofSeconds(2));
    assertThat(a.peer("ana").microphone("b.ben").longestFreezeNanos(before, mesh.now()))
        .as("as soon as a keep-alive came from there: %s", mesh.replayHint())
        .isLessThan(SECOND / 2);
    assertGoesOn();
    assertThat(b.end(a).events(TrunkEvent.Silent.class)).isEmpty();
  }

  @Test
  void silenceIsToldAndItsEnd() {
    mesh.wire("a", "b").filter(datagram -> false);
    mesh.runFor(Duration.ofMillis(1_900));
    assertThat(b.end(a).events(TrunkEvent.Silent.class)).isEmpty();
    mesh.runFor(Duration.ofMillis(300));
    assertThat(b.end(a).events().getLast()).as("control").isInstanceOf(TrunkEvent.class);
    assertThat(b.end(a).events(TrunkEvent.Silent.class)).as(mesh.replayHint()).hasSize(1);
    mesh.wire("b", "a").forget();
    mesh.runFor(Duration.ofSeconds(3));
    assertThat(mesh.wire("b", "a").packets()).as("no media to who may be gone").isEmpty();
    assertThat(mesh.wire("b", "a").sent()).as("but signs of life").isNotEmpty();
    mesh.wire("a", "b").filter(datagram -> true);
    mesh.runFor(Duration.ofSeconds(1));
    assertThat(b.end(a).events(TrunkEvent.Connected.class)).hasSize(2);
    assertGoesOn();
  }

  @Test
  void aSignOfLifeComesThreeTimesASecondEvenWhenNobodySpeaks() {
    Mesh quiet = Mesh.seeded(91).houses("a", "b").runFor(Duration.ofSeconds(2));
    quiet.wire("a", "b").forget();
    quiet.runFor(Duration.ofSeconds(10));
    assertThat(quiet.wire("a", "b").sent()).as(quiet.replayHint()).hasSizeGreaterThan(34);
    assertThat(quiet.wire("a", "b").packets()).isEmpty();
  }

  @Test
  void aPacketThatWasAlteredIsDropped() {
    List<byte[]> recorded = lastOf("a", "b", 40);
    long bad = b.drops().getOrDefault(Drop.BAD_AUTH_TAG, 0L);
    Random random = new Random(5);
    for (byte[] datagram : recorded) {
      byte[] altered = datagram.clone();
      int at = 4 + 12 + random.nextInt(altered.length - 16);
      altered[at] ^= (byte) (1 << random.nextInt(8));
      Octets.put16(altered, 6, Octets.u16(altered, 6) + 2_000); // so that it is no replay
      assertThat(Mesh.inject(b, mesh.now(), a.address(), altered)).isNotEqualTo(Drop.NONE);
    }
    assertThat(b.drops().get(Drop.BAD_AUTH_TAG)).isGreaterThan(bad + 20);
    assertGoesOn();
  }

  private List<byte[]> lastOf(String from, String to, int count) {
    List<byte[]> sent = mesh.wire(from, to).sent();
    return List.copyOf(sent.subList(sent.size() - count, sent.size()));
  }

  @Test
  void aPacketThatComesTwiceIsDropped() {
    mesh.wire("a", "b").filter(datagram -> false);
    mesh.runFor(Duration.ofMillis(100));
    List<byte[]> held = lastOf("a", "b", 5);
    for (byte[] datagram : held) {
      assertThat(Mesh.inject(b, mesh.now(), a.address(), datagram))
          .as("control")
          .isEqualTo(Drop.NONE);
      assertThat(Mesh.inject(b, mesh.now(), a.address(), datagram)).isEqualTo(Drop.REPLAYED);
    }
  }

  @Test
  void whatWasRecordedOfAFormerConnectionIsRefused() {
    mesh.wire("a", "b").filter(datagram -> false);
    mesh.runFor(Duration.ofMillis(100));
    List<byte[]> held = lastOf("a", "b", 10);
    assertThat(Mesh.inject(b, mesh.now(), a.address(), held.getLast()))
        .as("control: it would have been taken")
        .isEqualTo(Drop.NONE);
    mesh.wire("a", "b").filter(datagram -> true);
    int former = b.end(a).channel();
    mesh.rekey(a, b);
    int fresh = b.end(a).channel();
    a.end(b).bridge();
    b.end(a).bridge();
    mesh.runFor(Duration.ofSeconds(5));
    for (byte[] datagram : held.subList(0, 9)) {
      assertThat(Mesh.inject(b, mesh.now(), a.address(), datagram)).isEqualTo(Drop.UNKNOWN_CHANNEL);
      byte[] readdressed = datagram.clone();
      ChannelData.write(readdressed, 0, fresh, readdressed.length - 4);
      assertThat(Mesh.inject(b, mesh.now(), a.address(), readdressed))
          .as("channel %x instead of %x", fresh, former)
          .isNotEqualTo(Drop.NONE);
    }
    assertGoesOn();
  }

  @Test
  void aStrangerOnTheChannelMovesNothing() {
    byte[] noise = new byte[200];
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      random.nextBytes(noise);
      ChannelData.write(noise, 0, b.end(a).channel(), noise.length - 4);
      noise[4] = (byte) 0x80;
      noise[5] = (byte) (i % 2 == 0 ? 201 : 96);
      noise[7] = (byte) (i % 2 == 0 ? 1 : i);
      assertThat(Mesh.inject(b, mesh.now(), STRANGER, noise)).isNotEqualTo(Drop.NONE);
    }
    List<byte[]> recorded = lastOf("a", "b", 100);
    for (byte[] datagram : recorded.subList(0, 90)) {
      Mesh.inject(
          b, mesh.now(), STRANGER, datagram); // what had come already, and what is under way
    }
    assertGoesOn();
    assertThat(a.peer("ana").microphone("b.ben").heardWithin(100, mesh.now() - 2 * SECOND))
        .as("b still sends to a: %s", mesh.replayHint())
        .isGreaterThan(90);
    assertThat(b.astray()).isEmpty();
  }

  @Test
  void aPacketThatWasHeldBackMovesNothing() {
    mesh.wire("a", "b").filter(datagram -> false);
    mesh.runFor(Duration.ofSeconds(1));
    List<byte[]> held = lastOf("a", "b", 20);
    mesh.wire("a", "b").filter(datagram -> true);
    mesh.runFor(Duration.ofSeconds(1));
    int sent = mesh.wire("b", "a").sent().size();
    held.forEach(datagram -> Mesh.inject(b, mesh.now(), STRANGER, datagram));
    mesh.runFor(Duration.ofMillis(200));
    assertThat(b.astray()).as("sends to the stranger: %s", mesh.replayHint()).isEmpty();
    assertThat(mesh.wire("b", "a").sent().size()).as(mesh.replayHint()).isGreaterThan(sent + 10);
    assertGoesOn();
  }

  /** It says that its sender hears, who has said since that it hears nothing. */
  @Test
  void aKeepAliveThatWasHeldBackNeitherMovesNorWakesWhoRests() {
    mesh.wire("a", "b").filter(datagram -> false);
    mesh.runFor(Duration.ofSeconds(1));
    mesh.wire("b", "a").filter(datagram -> false);
    mesh.runFor(Duration.ofMillis(900));
    List<byte[]> held = lastOf("b", "a", 80);
    mesh.runFor(Duration.ofMillis(200));
    mesh.wire("b", "a").filter(datagram -> true);
    mesh.runFor(Duration.ofSeconds(5));
    mesh.wire("a", "b").forget();
    held.forEach(datagram -> Mesh.inject(a, mesh.now(), STRANGER, datagram));
    mesh.runFor(Duration.ofSeconds(1));
    assertThat(a.astray()).as("sends to the stranger: %s", mesh.replayHint()).isEmpty();
    assertThat(mesh.wire("a", "b").packets()).as("media: %s", mesh.replayHint()).isEmpty();
    assertThat(mesh.wire("a", "b").sent()).as("control: signs of life").isNotEmpty();
    mesh.wire("a", "b").filter(datagram -> true);
    assertGoesOn();
  }

  @Test
  void channelDataThatContradictsItselfIsDropped() {
    byte[] whole = lastOf("a", "b", 1).getFirst();
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
    assertThat(Mesh.inject(b, mesh.now(), a.address(), cut)).isEqualTo(Drop.CHANNEL_MALFORMED);
    byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1);
    assertThat(Mesh.inject(b, mesh.now(), a.address(), longer)).isEqualTo(Drop.CHANNEL_MALFORMED);
    byte[] other = whole.clone();
    ChannelData.write(other, 0, 0x4FFF, whole.length - 4);
    assertThat(Mesh.inject(b, mesh.now(), a.address(), other)).isEqualTo(Drop.UNKNOWN_CHANNEL);
    assertThat(Mesh.inject(b, mesh.now(), a.address(), whole))
        .as("control: still under way")
        .isEqualTo(Drop.NONE);
  }
}

package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.relay.TrunkTrack;

/** Lines between houses lose packets, or carry little. */
class TrunkRepairTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Network LOSSY = Network.good().withLoss(0.03);

  private static Mesh threeHouses(long seed, Network lines) {
    Mesh mesh = Mesh.seeded(seed).lines(lines).houses("a", "b", "c");
    mesh.house("a").join("ana");
    mesh.house("b").join("ben");
    mesh.house("c").join("eva");
    return mesh;
  }

  /** Retransmissions among what was sent from a to b. */
  private static int repairs(Mesh mesh) {
    List<Long> rtx =
        mesh.house("a").end("b").offered().stream()
            .flatMap(track -> track.layers().stream())
            .map(TrunkTrack.Layer::rtxSsrc)
            .toList();
    return mesh.wire("a", "b").packets().entrySet().stream()
        .filter(entry -> rtx.contains(entry.getKey()))
        .mapToInt(java.util.Map.Entry::getValue)
        .sum();
  }

  /**
   * In one run of ten a packet's repairs are lost too, and he asks for a key frame: not in these.
   */
  @ParameterizedTest
  @ValueSource(longs = {82, 83, 84})
  void whatALineLosesIsRepairedOnThatLine(long seed) {
    Mesh mesh = threeHouses(seed, LOSSY).runFor(Duration.ofSeconds(20));
    SimPlayer camera = mesh.house("b").peer("ben").camera("a.ana");
    assertThat(repairs(mesh)).as(mesh.replayHint()).isGreaterThan(50);
    assertThat(mesh.house("a").peer("ana").nacksReceived()).as("not from her").isZero();
    assertThat(camera.repaired()) // he may ask for what is a moment late
        .as("not for him: %s", mesh.replayHint())
        .isLessThan(repairs(mesh) / 20);
    assertThat(camera.shownBetween(mesh.now() - 10 * SECOND, mesh.now()))
        .as(mesh.replayHint())
        .isGreaterThan(290);
    assertThat(camera.keyFrameRequests()).as(mesh.replayHint()).isZero();
  }

  @Test
  void withoutRetransmissionALossNeedsAKeyFrame() { // control of the one above
    Mesh mesh = threeHouses(80, LOSSY).runFor(Duration.ofSeconds(1));
    List<Long> rtx =
        mesh.house("a").end("b").offered().stream()
            .flatMap(track -> track.layers().stream())
            .map(TrunkTrack.Layer::rtxSsrc)
            .toList();
    mesh.wire("a", "b")
        .filter(packet -> Mesh.Wire.isRtcp(packet) || !rtx.contains(Mesh.Wire.ssrc(packet)));
    int before = mesh.house("a").peer("ana").keyFramesSent();
    mesh.runFor(Duration.ofSeconds(20));
    assertThat(mesh.house("a").peer("ana").keyFramesSent())
        .as(mesh.replayHint())
        .isGreaterThan(before + 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {81, 82, 83})
  void aPictureThawsWithinASecondWhenEveryHopLoses(long seed) {
    Network bad = Network.good().withLoss(0.03).withDelay(30, 10);
    Mesh mesh = Mesh.seeded(seed).lines(bad).houses("a", "b", "c");
    for (String person : List.of("a ana", "b ben", "c eva")) {
      House house = mesh.house(person.substring(0, 1));
      house.simulation().uplink(bad).downlink(bad);
      house.join(person.substring(2));
    }
    mesh.runFor(Duration.ofSeconds(30));
    for (String from : List.of("a.ana", "c.eva")) {
      SimPlayer camera = mesh.house("b").peer("ben").camera(from);
      long begin = camera.shown().getFirst().time();
      assertThat(camera.longestFreezeNanos(begin, mesh.now()))
          .as(mesh.replayHint())
          .isLessThan(SECOND);
      assertThat(mesh.house("b").peer("ben").microphone(from).heardWithin(300, 10 * SECOND))
          .as("sound is lost on three hops and not repaired: %s", mesh.replayHint())
          .isGreaterThan((long) (20 * 50 * 0.88));
    }
  }

  @Test
  void burstsOfLossOnALineAreSurvived() {
    Mesh mesh = threeHouses(84, Network.good().withBursts(0.002, 0.1));
    mesh.runFor(Duration.ofSeconds(30));
    SimPlayer camera = mesh.house("b").peer("ben").camera("a.ana");
    long begin = camera.shown().getFirst().time();
    assertThat(camera.longestFreezeNanos(begin, mesh.now()))
        .as(mesh.replayHint())
        .isLessThan(SECOND);
  }

  @Test
  void whoeverIsStuckInOneHouseGetsAKeyFrameFromAnother() {
    Mesh mesh = threeHouses(85, Network.good()).runFor(Duration.ofSeconds(8));
    SimPeer ana = mesh.house("a").peer("ana");
    SimPeer ben = mesh.house("b").peer("ben");
    int asked = ana.pictureLossReceived();
    long before = mesh.now();
    ben.filterDownlink(header -> false);
    ana.requestKeyFrame();
    mesh.runFor(Duration.ofMillis(1_200)); // longer than anything is kept for repair
    ben.filterDownlink(header -> true);
    mesh.runFor(Duration.ofSeconds(3));
    assertThat(ana.pictureLossReceived()).as(mesh.replayHint()).isGreaterThan(asked);
    assertThat(ben.camera("a.ana").longestFreezeNanos(before, mesh.now()))
        .as(mesh.replayHint())
        .isBetween(SECOND, 2 * SECOND);
    assertThat(ben.camera("a.ana").shownBetween(mesh.now() - SECOND, mesh.now())).isGreaterThan(25);
  }

  @Test
  void aThinLineKeepsSoundAndASmallPicture() {
    Mesh mesh = threeHouses(86, Network.good().withRate(450)).runFor(Duration.ofSeconds(40));
    long from = mesh.now() - 20 * SECOND;
    SimPeer ben = mesh.house("b").peer("ben");
    assertThat(ben.microphone("a.ana").heardWithin(200, from))
        .as(mesh.replayHint())
        .isGreaterThan(850);
    assertThat(ben.camera("a.ana").shown().getLast().layer()).as(mesh.replayHint()).isZero();
    assertThat(ben.camera("a.ana").shownBetween(from, mesh.now()))
        .as(mesh.replayHint())
        .isGreaterThan(540);
    assertThat(ben.camera("c.eva").shown().getLast().layer()).isZero();
  }

  @Test
  void thePictureGrowsWhenTheLineWidens() {
    Mesh mesh = threeHouses(87, Network.good().withRate(450)).runFor(Duration.ofSeconds(20));
    mesh.wire("a", "b").use(Network.good());
    mesh.runFor(Duration.ofSeconds(60));
    assertThat(mesh.house("b").peer("ben").camera("a.ana").shown().getLast().layer())
        .as(mesh.replayHint())
        .isEqualTo(2);
  }

  @Test
  void theSecondRelayAddsNoMoreThanATickOfDelay() {
    Network instant = Network.good().withDelay(0, 0);
    Mesh mesh = Mesh.seeded(88).lines(instant).houses("a", "b");
    mesh.house("a").join("ana", "ada");
    mesh.house("b").join("ben");
    mesh.runFor(Duration.ofSeconds(20));
    for (String track : List.of("microphone", "camera")) {
      long here = slowest(mesh, mesh.house("a").peer("ada"), "ana", track);
      long there = slowest(mesh, mesh.house("b").peer("ben"), "a.ana", track);
      assertThat(there - here).as("%s: %s", track, mesh.replayHint()).isBetween(0L, 5_000_000L);
    }
  }

  /** The 95th percentile of what frames took over the last ten seconds. */
  private static long slowest(Mesh mesh, SimPeer peer, String publisher, String track) {
    SimPlayer player = track.equals("camera") ? peer.camera(publisher) : peer.microphone(publisher);
    long[] delays =
        player.shown().stream()
            .filter(frame -> frame.time() > mesh.now() - 10 * SECOND)
            .mapToLong(frame -> frame.time() - frame.sentNanos())
            .sorted()
            .toArray();
    return delays[delays.length * 95 / 100];
  }
}

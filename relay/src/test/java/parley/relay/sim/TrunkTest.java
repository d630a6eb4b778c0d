package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.relay.HeaderExtensions;
import parley.relay.PictureSize;
import parley.relay.TrunkEvent;
import parley.relay.TrunkTrack;

/** What crosses between houses, and what does not. */
class TrunkTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long SOUND_PACKETS = 50;

  private final Mesh mesh = Mesh.seeded(70).houses("a", "b", "c");
  private final House a = mesh.house("a");
  private final House b = mesh.house("b");
  private final House c = mesh.house("c");

  private void want(House house, String person, String publisher, PictureSize size) {
    SimPeer peer = house.peer(person);
    house.room().want(mesh.now(), peer.id(), peer.camera(publisher).allotment().id(), size);
  }

  /** Packets on the line from a to b in five seconds, by SSRC. */
  private Map<Long, Integer> crossing() {
    mesh.wire("a", "b").forget();
    mesh.runFor(Duration.ofSeconds(5));
    return mesh.wire("a", "b").packets();
  }

  private List<Long> cameraOfAna() {
    return a.end("b").ssrcs("ana", "camera");
  }

  private long soundOfAna() {
    return a.end("b").ssrcs("ana", "microphone").getFirst();
  }

  @Test
  void everybodySeesAndHearsEverybodyInEveryHouse() {
    a.join("ana");
    b.join("ben");
    c.join("eva");
    mesh.runFor(Duration.ofSeconds(10));
    for (String way : List.of("a ana b.ben", "b ben c.eva", "c eva a.ana", "a ana c.eva")) {
      String[] words = way.split(" ");
      SimPeer peer = mesh.house(words[0]).peer(words[1]);
      SimPlayer camera = peer.camera(words[2]);
      assertThat(camera.shownBetween(mesh.now() - 2 * SECOND, mesh.now()))
          .as("%s: %s", way, mesh.replayHint())
          .isGreaterThan(55);
      assertThat(camera.shown().getLast().layer()).as(mesh.replayHint()).isEqualTo(2);
      assertThat(camera.sequences()).isEqualTo(camera.contiguous());
      assertThat(peer.microphone(words[2]).heardWithin(100, mesh.now() - 3 * SECOND))
          .as("%s: %s", way, mesh.replayHint())
          .isGreaterThan(140);
      assertThat(peer.players()).as("nobody twice").hasSize(4);
      assertThat(peer.unexpected()).isZero();
    }
  }

  @Test
  void aTrackCrossesOnceHoweverManyReceiveIt() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(10));
    int forOne = crossing().values().stream().mapToInt(Integer::intValue).sum();
    b.join("bea", "bob", "eli");
    mesh.runFor(Duration.ofSeconds(10));
    Map<Long, Integer> packets = crossing();
    int forFour = packets.values().stream().mapToInt(Integer::intValue).sum();
    for (String person : List.of("ben", "bea", "bob", "eli")) {
      assertThat(b.peer(person).camera("a.ana").shownBetween(mesh.now() - SECOND, mesh.now()))
          .as("%s sees: %s", person, mesh.replayHint())
          .isGreaterThan(25);
    }
    assertThat(forFour).as(mesh.replayHint()).isBetween(forOne * 95 / 100, forOne * 105 / 100);
    assertThat(packets.get(soundOfAna())).isBetween(245, 255);
    assertThat(packets.keySet()).containsOnly(soundOfAna(), cameraOfAna().get(2));
  }

  @Test
  void twoSizesThatAreWantedCrossAsTwoLayersAndNothingElse() {
    a.join("ana");
    b.join("ben", "bea");
    mesh.runFor(Duration.ofSeconds(8));
    want(b, "bea", "a.ana", PictureSize.QUARTER);
    mesh.runFor(Duration.ofSeconds(5));
    List<Long> camera = cameraOfAna();
    assertThat(crossing().keySet())
        .as(mesh.replayHint())
        .containsExactlyInAnyOrder(soundOfAna(), camera.get(0), camera.get(2));
    assertThat(b.peer("ben").camera("a.ana").shown().getLast().layer()).isEqualTo(2);
    assertThat(b.peer("bea").camera("a.ana").shown().getLast().layer()).isZero();
    assertThat(b.end("a").events(TrunkEvent.Wanted.class).getLast().layers())
        .isEqualTo(Set.of(0, 2));
  }

  @Test
  void eachHouseIsSentTheSizesThatSomebodyWatchesThere() {
    a.join("ana");
    b.join("ben");
    c.join("eva", "eli");
    mesh.runFor(Duration.ofSeconds(8));
    want(b, "ben", "a.ana", PictureSize.NONE);
    want(c, "eva", "a.ana", PictureSize.QUARTER);
    want(c, "eli", "a.ana", PictureSize.HALF);
    mesh.runFor(Duration.ofSeconds(5));
    mesh.wire("a", "c").forget();
    assertThat(crossing().keySet()).as(mesh.replayHint()).containsOnly(soundOfAna());
    List<Long> toC = a.end("c").ssrcs("ana", "camera");
    assertThat(mesh.wire("a", "c").packets().keySet())
        .as(mesh.replayHint())
        .containsExactlyInAnyOrder(
            a.end("c").ssrcs("ana", "microphone").getFirst(), toC.get(0), toC.get(1));
  }

  @Test
  void noPictureCrossesThatNobodyWatches() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(5));
    want(b, "ben", "a.ana", PictureSize.NONE);
    mesh.runFor(Duration.ofSeconds(3));
    assertThat(crossing().keySet()).as("sound still does").containsOnly(soundOfAna());
    assertThat(b.end("a").events(TrunkEvent.Wanted.class).getLast().layers()).isEmpty();

    want(b, "ben", "a.ana", PictureSize.FULL);
    assertThat(crossing().keySet()).as("control").contains(cameraOfAna().get(2));
  }

  @Test
  void nothingCrossesToAnEmptyHouseButSound() {
    a.join("ana");
    mesh.runFor(Duration.ofSeconds(5));
    Map<Long, Integer> packets = crossing();
    assertThat(packets.keySet()).containsOnly(soundOfAna());
  }

  @Test
  void whatCameByATrunkGoesIntoNoOther() {
    a.join("ana");
    b.join("ben");
    c.join("eva");
    mesh.runFor(Duration.ofSeconds(5));
    for (House house : List.of(a, b, c)) {
      for (House other : mesh.others(house)) {
        assertThat(house.end(other).offered())
            .extracting(track -> track.publisher().value())
            .containsOnly(house.peer(onlyPerson(house)).id().value());
        Set<Long> own = new HashSet<>();
        house.end(other).offered().stream()
            .flatMap(track -> track.layers().stream())
            .forEach(layer -> own.addAll(List.of(layer.ssrc(), layer.rtxSsrc())));
        assertThat(own).containsAll(mesh.wire(house.name(), other.name()).packets().keySet());
      }
    }
  }

  private static String onlyPerson(House house) {
    return Map.of("a", "ana", "b", "ben", "c", "eva").get(house.name());
  }

  @Test
  void aPictureChangesItsSizeAndStaysOneStream() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(8));
    SimPlayer camera = b.peer("ben").camera("a.ana");
    for (PictureSize size :
        List.of(PictureSize.QUARTER, PictureSize.FULL, PictureSize.HALF, PictureSize.FULL)) {
      want(b, "ben", "a.ana", size);
      mesh.runFor(Duration.ofSeconds(4));
      int layer = size == PictureSize.FULL ? 2 : size == PictureSize.HALF ? 1 : 0;
      assertThat(camera.shown().getLast().layer()).as(mesh.replayHint()).isEqualTo(layer);
    }
    assertThat(camera.sequences()).as(mesh.replayHint()).isEqualTo(camera.contiguous());
    assertThat(camera.pictureIdJumps()).as(mesh.replayHint()).isZero();
    assertThat(camera.keyFrameRequests()).as(mesh.replayHint()).isZero();
    assertThat(camera.longestFreezeNanos(mesh.now() - 16 * SECOND, mesh.now()))
        .as("while one layer goes the other still comes: %s", mesh.replayHint())
        .isLessThan(SECOND / 5);
  }

  @Test
  void aHeldTrackCrossesNothing() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(5));
    a.room().hold(a.peer("ana").id(), "microphone", true);
    a.room().hold(a.peer("ana").id(), "camera", true);
    mesh.runFor(Duration.ofMillis(200));
    SimPlayer microphone = b.peer("ben").microphone("a.ana");
    int before = microphone.received();
    assertThat(crossing()).as(mesh.replayHint()).isEmpty();
    assertThat(microphone.received()).isEqualTo(before);

    a.room().hold(a.peer("ana").id(), "microphone", false);
    a.room().hold(a.peer("ana").id(), "camera", false);
    mesh.runFor(Duration.ofSeconds(3));
    assertThat(microphone.received()).as("control: released").isGreaterThan(before + 140);
    assertThat(b.peer("ben").camera("a.ana").shownBetween(mesh.now() - SECOND, mesh.now()))
        .as(mesh.replayHint())
        .isGreaterThan(25);
  }

  @Test
  void tracksComeAndGoWithWhoPublishesThem() {
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(2));
    assertThat(b.peer("ben").players()).isEmpty();
    a.join("ana", "ada");
    mesh.runFor(Duration.ofSeconds(2));
    assertThat(b.peer("ben").players()).hasSize(4);
    SimPlayer stays = b.peer("ben").microphone("a.ana");
    a.room().leave(mesh.now(), a.peer("ada").id());
    a.room()
        .publish(a.peer("ana").id(), HeaderExtensions.NONE, a.peer("ana").offers().subList(0, 1));
    mesh.runFor(Duration.ofSeconds(2));
    assertThat(b.peer("ben").players()).containsExactly(stays);
    assertThat(stays.heardWithin(100, mesh.now() - SECOND)).isGreaterThan(SOUND_PACKETS - 10);
    a.room().unbridge(a.end("b").id());
    b.room().unbridge(b.end("a").id());
    assertThat(b.peer("ben").players()).isEmpty();
    assertThat(b.end("a").events().getLast()).isEqualTo(new TrunkEvent.Closed());
  }

  @Test
  void everyLayerHasAnSsrcOfItsOwn() {
    a.join("ana", "ada");
    mesh.runFor(Duration.ofSeconds(1));
    List<TrunkTrack> offered = a.end("b").offered();
    assertThat(offered).hasSize(4);
    List<Long> ssrcs =
        offered.stream()
            .flatMap(track -> track.layers().stream())
            .flatMap(layer -> List.of(layer.ssrc(), layer.rtxSsrc()).stream())
            .filter(ssrc -> ssrc != 0)
            .toList();
    assertThat(ssrcs).hasSize(14).doesNotHaveDuplicates();
  }

  @Test
  void soundAndPictureStayTogetherOverTwoRelays() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(8));
    SimPlayer camera = b.peer("ben").camera("a.ana");
    SimPlayer microphone = b.peer("ben").microphone("a.ana");
    assertThat(LayerSwitchTest.skewMillis(camera) - LayerSwitchTest.skewMillis(microphone))
        .as(mesh.replayHint())
        .isBetween(-10.0, 10.0);
  }

  @Test
  void theLinkIsMeasured() {
    a.join("ana");
    b.join("ben");
    mesh.runFor(Duration.ofSeconds(12));
    TrunkEvent.Measured last = a.end("b").events(TrunkEvent.Measured.class).getLast();
    assertThat(last.quality().roundTripMillis()).as(mesh.replayHint()).isBetween(39, 60);
    assertThat(last.quality().sentBitsPerSecond()).isGreaterThan(1_500_000);
    assertThat(last.quality().receivedBitsPerSecond()).isGreaterThan(1_500_000);
    assertThat(a.end("b").events(TrunkEvent.Measured.class).size()).isBetween(5, 6);
    assertThat(a.end("b").events(TrunkEvent.Connected.class)).hasSize(1);
  }
}

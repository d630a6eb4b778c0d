package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.relay.HeaderExtensions;
import parley.relay.PeerEvent;
import parley.relay.PictureSize;

/** Nobody sends a size of her picture that nobody wants. */
class DemandTest {
  private final Simulation sim = Simulation.seeded(31);

  private void want(String subscriber, String publisher, PictureSize size) {
    SimPeer peer = sim.peer(subscriber);
    sim.room().want(sim.now(), peer.id(), peer.camera(publisher).allotment().id(), size);
  }

  private List<Integer> told(String publisher) {
    return sim.peer(publisher).events().stream()
        .flatMap(e -> e instanceof PeerEvent.Wanted(var _, var n) ? Stream.of(n) : Stream.empty())
        .toList();
  }

  private int shownSince(String subscriber, String publisher, int layer, long since) {
    return (int)
        sim.peer(subscriber).camera(publisher).shown().stream()
            .filter(shown -> shown.layer() == layer && shown.sentNanos() >= since)
            .count();
  }

  private Simulation threeWhoWantQuarters() {
    sim.join("ana", "ben", "eva").runFor(Duration.ofSeconds(2));
    want("ben", "ana", PictureSize.QUARTER);
    want("eva", "ana", PictureSize.QUARTER);
    return sim.runFor(Duration.ofSeconds(4));
  }

  @Test
  void whoIsAloneSendsTheSmallestSizeOnly() {
    sim.join("ana").runFor(Duration.ofSeconds(2));
    assertThat(told("ana")).containsExactly(1);
    assertThat(sim.peer("ana").sizesSent()).isEqualTo(1);
  }

  @Test
  void aTrackOfOneSizeIsNotSpokenOf() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    assertThat(sim.peer("ana").events())
        .filteredOn(PeerEvent.Wanted.class::isInstance)
        .isNotEmpty()
        .allMatch(
            event -> event instanceof PeerEvent.Wanted(var name, var _) && name.equals("camera"));
  }

  @Test
  void whoIsNotReadyHasNoUseForAnything() {
    sim.subscribing(false).join("ana", "ben").runFor(Duration.ofSeconds(5));
    assertThat(told("ana")).containsExactly(1);
    sim.peer("ben").ready(sim.peer("ben").camera("ana").allotment().id());
    sim.runFor(Duration.ofSeconds(1));
    assertThat(told("ana")).as("control: once ready").containsExactly(1, 3);
  }

  @Test
  void oneWhoWantsALargePictureIsEnough() {
    sim.join("ana", "ben", "eva").runFor(Duration.ofSeconds(2));
    want("ben", "ana", PictureSize.QUARTER);
    sim.runFor(Duration.ofSeconds(10));
    assertThat(told("ana")).containsExactly(1, 3);
    want("eva", "ana", PictureSize.HALF);
    sim.runFor(Duration.ofSeconds(5));
    assertThat(told("ana")).as("control: nobody any more").containsExactly(1, 3, 2);
  }

  @Test
  void lessIsToldOnlyAfterItWasEnoughForAWhile() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    for (int i = 0; i < 5; i++) {
      want("ben", "ana", PictureSize.QUARTER);
      sim.runFor(Duration.ofMillis(2_500));
      want("ben", "ana", PictureSize.FULL);
      sim.runFor(Duration.ofMillis(500));
    }
    assertThat(told("ana")).containsExactly(1, 3);
    want("ben", "ana", PictureSize.QUARTER);
    sim.runFor(Duration.ofMillis(3_500));
    assertThat(told("ana")).as("control: and then it is").containsExactly(1, 3, 1);
  }

  @Test
  void moreIsToldAtOnce() {
    threeWhoWantQuarters();
    assertThat(told("ana")).containsExactly(1, 3, 1);
    want("eva", "ana", PictureSize.HALF);
    assertThat(told("ana")).containsExactly(1, 3, 1, 2);
  }

  @Test
  void aSizeThatIsSentAgainIsShownAgainInOneUnbrokenStream() {
    threeWhoWantQuarters();
    long before = sim.now();
    sim.runFor(Duration.ofSeconds(3));
    assertThat(sim.peer("ana").sizesSent()).isEqualTo(1);
    assertThat(shownSince("eva", "ana", 0, before)).as(sim.replayHint()).isGreaterThan(80);
    want("eva", "ana", PictureSize.FULL);
    sim.runFor(Duration.ofSeconds(2));
    long settled = sim.now();
    sim.runFor(Duration.ofSeconds(1));
    assertThat(shownSince("eva", "ana", 2, settled)).as(sim.replayHint()).isGreaterThan(20);
    assertThat(shownSince("ben", "ana", 0, settled)).as(sim.replayHint()).isGreaterThan(20);
    SimPlayer camera = sim.peer("eva").camera("ana");
    assertThat(camera.sequences()).as(sim.replayHint()).isEqualTo(camera.contiguous());
  }

  @Test
  void whoeverAloneWantedTheLargePictureTakesItAlongWhenSheLeaves() {
    sim.join("ana", "ben", "eva").runFor(Duration.ofSeconds(2));
    want("ben", "ana", PictureSize.QUARTER);
    sim.room().leave(sim.now(), sim.peer("eva").id());
    sim.runFor(Duration.ofSeconds(4));
    assertThat(told("ana")).containsExactly(1, 3, 1);
    sim.join("eva").runFor(Duration.ofSeconds(1));
    assertThat(told("ana")).as("control: and brings it back").containsExactly(1, 3, 1, 3);
  }

  @Test
  void aCameraThatWasHeldGoesOnInTheSizesThatAreWanted() {
    threeWhoWantQuarters();
    SimPeer ana = sim.peer("ana");
    sim.room().hold(ana.id(), "camera", true);
    ana.turnCamera(false);
    sim.runFor(Duration.ofSeconds(2));
    want("eva", "ana", PictureSize.FULL);
    sim.runFor(Duration.ofSeconds(2));
    sim.room().hold(ana.id(), "camera", false);
    ana.turnCamera(true);
    sim.runFor(Duration.ofSeconds(3));
    long settled = sim.now();
    sim.runFor(Duration.ofSeconds(1));
    assertThat(shownSince("eva", "ana", 2, settled)).as(sim.replayHint()).isGreaterThan(20);
  }

  @Test
  void aTrackThatIsPublishedAnewBeginsAnew() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(2));
    SimPeer ana = sim.peer("ana");
    sim.room().publish(ana.id(), HeaderExtensions.NONE, List.of());
    sim.room().publish(ana.id(), HeaderExtensions.NONE, ana.offers());
    sim.runFor(Duration.ofSeconds(1));
    assertThat(told("ana")).containsExactly(1, 3, 1, 3);
  }

  @Test
  void oneInAnotherHouseCountsLikeOneHere() {
    Mesh mesh = Mesh.seeded(32).houses("a", "b");
    SimPeer ana = mesh.house("a").join("ana").peer("ana");
    House far = mesh.house("b").join("ben");
    mesh.runFor(Duration.ofSeconds(5));
    assertThat(ana.sizesSent()).as(mesh.replayHint()).isEqualTo(3);
    SimPeer ben = far.peer("ben");
    SimPlayer camera = ben.camera("a.ana");
    far.room().want(mesh.now(), ben.id(), camera.allotment().id(), PictureSize.QUARTER);
    mesh.runFor(Duration.ofSeconds(8));
    assertThat(ana.sizesSent()).as(mesh.replayHint()).isEqualTo(1);
    far.room().want(mesh.now(), ben.id(), camera.allotment().id(), PictureSize.FULL);
    mesh.runFor(Duration.ofSeconds(5));
    assertThat(ana.sizesSent()).as(mesh.replayHint()).isEqualTo(3);
    assertThat(camera.shown().getLast().layer()).as(mesh.replayHint()).isEqualTo(2);
  }
}

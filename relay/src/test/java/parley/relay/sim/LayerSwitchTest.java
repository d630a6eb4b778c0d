package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.relay.PictureSize;

/** A picture changes its size and stays one stream. */
class LayerSwitchTest {
  private final Simulation sim = Simulation.seeded(20);

  private SimPlayer switchBackAndForth() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(4));
    SimPlayer camera = sim.peer("ben").camera("ana");
    List<PictureSize> sizes =
        List.of(PictureSize.QUARTER, PictureSize.FULL, PictureSize.HALF, PictureSize.FULL);
    for (PictureSize size : sizes) {
      sim.room().want(sim.now(), sim.peer("ben").id(), camera.allotment().id(), size);
      sim.runFor(Duration.ofSeconds(2));
    }
    return camera;
  }

  @Test
  void sequenceNumbersAreContiguousAfterLayerSwitch() {
    SimPlayer camera = switchBackAndForth();
    assertThat(camera.shown().stream().map(SimPlayer.Shown::layer).distinct())
        .as("control: it did switch")
        .contains(0, 1, 2);
    assertThat(camera.sequences()).as(sim.replayHint()).isEqualTo(camera.contiguous());
    assertThat(camera.pictureIdJumps()).as(sim.replayHint()).isZero();
    assertThat(camera.keyFrameRequests()).as(sim.replayHint()).isZero();
  }

  @Test
  void timestampsGoOnAcrossSwitches() {
    List<SimPlayer.Shown> shown = switchBackAndForth().shown();
    for (int i = 1; i < shown.size(); i++) {
      int ticks = shown.get(i).timestamp() - shown.get(i - 1).timestamp();
      long captured = shown.get(i).sentNanos() - shown.get(i - 1).sentNanos();
      assertThat(ticks).as(sim.replayHint()).isPositive();
      if (i > 60) { // once sender reports have come
        assertThat(ticks / 90.0)
            .as(sim.replayHint())
            .isBetween(captured / 1e6 - 3, captured / 1e6 + 3);
      }
    }
  }

  @Test
  void soundAndPictureStayTogetherAcrossSwitches() {
    SimPlayer camera = switchBackAndForth();
    SimPlayer microphone = sim.peer("ben").microphone("ana");
    assertThat(camera.hasSenderReport() && microphone.hasSenderReport()).isTrue();
    assertThat(skewMillis(camera) - skewMillis(microphone))
        .as(sim.replayHint())
        .isBetween(-10.0, 10.0);
  }

  /** The wall clock that the subscriber computes, against the one at which it was captured. */
  static double skewMillis(SimPlayer player) {
    SimPlayer.Shown last = player.shown().getLast();
    double captured = SimPeer.ntp(last.sentNanos()) / 4_294_967_296.0;
    double claimed = player.wallClockOf(last.timestamp());
    double difference = claimed - captured;
    return (difference - Math.rint(difference / 4_294_967_296.0) * 4_294_967_296.0) * 1_000;
  }

  @Test
  void whoWantsNothingGetsNothingUntilSheWantsAgain() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(3));
    SimPeer ben = sim.peer("ben");
    SimPlayer camera = ben.camera("ana");
    sim.room().want(sim.now(), ben.id(), camera.allotment().id(), PictureSize.NONE);
    sim.runFor(Duration.ofMillis(100));
    int before = camera.received();
    sim.runFor(Duration.ofSeconds(2));
    assertThat(camera.received()).isEqualTo(before);
    sim.room().want(sim.now(), ben.id(), camera.allotment().id(), PictureSize.FULL);
    sim.runFor(Duration.ofSeconds(2));
    assertThat(camera.shownBetween(sim.now() - 1_000_000_000L, sim.now())).isGreaterThan(25);
    assertThat(camera.sequences()).isEqualTo(camera.contiguous());
  }

  @Test
  void aPublisherWhoDescribesNoFramesIsSeenInOneSize() {
    sim.traits(new SimTraits(false, true, -1)).join("ana", "ben").runFor(Duration.ofSeconds(8));
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.shown().stream().map(SimPlayer.Shown::layer).distinct()).hasSize(1);
    assertThat(camera.shown().size()).as(sim.replayHint()).isGreaterThan(200);
  }

  @Test
  void aCameraThatComesBackIsSeenAgain() {
    sim.join("ana", "ben").runFor(Duration.ofSeconds(3));
    sim.peer("ana").turnCamera(false);
    sim.runFor(Duration.ofSeconds(5));
    sim.peer("ana").turnCamera(true);
    sim.runFor(Duration.ofSeconds(4));
    assertThat(sim.peer("ben").camera("ana").shownBetween(sim.now() - 1_000_000_000L, sim.now()))
        .as(sim.replayHint())
        .isGreaterThan(25);
  }
}

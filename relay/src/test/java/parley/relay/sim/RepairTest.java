package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of packets that are lost on the way. */
class RepairTest {
  private static final int RUNS = 12;
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldThawWithinASecondWhenPacketsAreLostBothWays(long seed) {
    Network lossy = Network.good().withLoss(0.05).withDelay(40, 10);
    Simulation sim = Simulation.seeded(seed).uplink(lossy).downlink(lossy).join("ana", "ben");
    sim.runFor(Duration.ofSeconds(30));
    SimPlayer camera = sim.peer("ben").camera("ana");
    long begin = camera.shown().getFirst().time();
    assertThat(camera.longestFreezeNanos(begin, sim.now())).as(sim.replayHint()).isLessThan(SECOND);
  }

  @Test
  void shouldThawWithinASecondWhenAKeyFrameIsLost() {
    Simulation sim = Simulation.seeded(6).join("ana", "ben").runFor(Duration.ofSeconds(5));
    long before = sim.now();
    SimPeer ben = sim.peer("ben");
    ben.filterDownlink(_ -> false); // everything for 200 ms, a key frame among it
    sim.peer("ana").requestKeyFrame();
    sim.runFor(Duration.ofMillis(200));
    ben.filterDownlink(_ -> true);
    sim.runFor(Duration.ofSeconds(5));
    long freeze = ben.camera("ana").longestFreezeNanos(before, sim.now());
    assertThat(freeze).as(sim.replayHint()).isBetween(SECOND / 5, SECOND);
  }

  /** How much is lost follows the size that chance leads to: several runs, and their mean. */
  @Test
  void nackRecoversWhatASubscriberLost() {
    int repaired = 0;
    int withoutKeyFrame = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      Simulation sim = Simulation.seeded(seed).downlink(Network.good().withLoss(0.03));
      sim.join("ana", "ben").runFor(Duration.ofSeconds(20));
      SimPlayer camera = sim.peer("ben").camera("ana");
      assertThat(camera.repaired()).as(sim.replayHint()).isGreaterThan(20);
      assertThat(camera.keyFrameRequests()).as(sim.replayHint()).isLessThan(2);
      assertThat(camera.shown().size()).as(sim.replayHint()).isGreaterThan(580);
      repaired += camera.repaired();
      withoutKeyFrame += camera.keyFrameRequests() == 0 ? 1 : 0;
    }
    assertThat(repaired / RUNS).isGreaterThan(50);
    assertThat(withoutKeyFrame).isGreaterThanOrEqualTo(RUNS - 2);
  }

  @Test
  void withoutRetransmissionALossNeedsAKeyFrame() { // control of the one above
    Simulation sim = Simulation.seeded(7).downlink(Network.good().withLoss(0.03));
    sim.traits(new SimTraits(true, false, -1)).join("ana", "ben").runFor(Duration.ofSeconds(20));
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.repaired()).isZero();
    assertThat(camera.keyFrameRequests()).as(sim.replayHint()).isPositive();
    assertThat(camera.shown().size()).isLessThan(580);
  }

  @Test
  void nackRecoversWhatThePublisherLost() {
    Simulation sim = Simulation.seeded(8).uplink(Network.good().withLoss(0.03));
    sim.join("ana", "ben").runFor(Duration.ofSeconds(20));
    assertThat(sim.peer("ana").nacksReceived()).as(sim.replayHint()).isGreaterThan(50);
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.shown().size()).as(sim.replayHint()).isGreaterThan(570);
    assertThat(camera.keyFrameRequests()).isZero();
  }

  @Test
  void burstsOfLossAreSurvived() {
    Network bursts = Network.good().withBursts(0.002, 0.1);
    Simulation sim = Simulation.seeded(9).downlink(bursts).join("ana", "ben");
    sim.runFor(Duration.ofSeconds(30));
    SimPlayer camera = sim.peer("ben").camera("ana");
    long begin = camera.shown().getFirst().time();
    assertThat(camera.longestFreezeNanos(begin, sim.now())).as(sim.replayHint()).isLessThan(SECOND);
  }

  @Test
  void numbersMayWrap() {
    Simulation sim = Simulation.seeded(10).traits(new SimTraits(true, true, 65_400));
    sim.downlink(Network.good().withLoss(0.01)).join("ana", "ben").runFor(Duration.ofSeconds(10));
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.shown().size()).as(sim.replayHint()).isGreaterThan(290);
    assertThat(camera.keyFrameRequests()).isZero();
  }

  @Test
  void outgoingNumbersMayWrapManyTimes() {
    Simulation sim = Simulation.seeded(11).join("ana", "ben").runFor(Duration.ofSeconds(330));
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.sequences().getLast() - camera.sequences().getFirst())
        .as("long enough to wrap")
        .isGreaterThan(65_536);
    assertThat(camera.sequences()).isEqualTo(camera.contiguous());
    assertThat(camera.shown().size()).isGreaterThan(9_800);
  }

  @Test
  void askingForKeyFramesIsThrottled() {
    Simulation sim = Simulation.seeded(12);
    sim.downlink(Network.good().withLoss(0.3));
    sim.traits(new SimTraits(true, false, -1));
    sim.join("ana", "ben", "eva", "ida").runFor(Duration.ofSeconds(20));
    assertThat(sim.peer("ben").camera("ana").keyFrameRequests()).isGreaterThan(5);
    int layers = 3;
    assertThat(sim.peer("ana").pictureLossReceived())
        .as(sim.replayHint())
        .isLessThanOrEqualTo(layers * (1 + 20_000 / 300));
  }
}

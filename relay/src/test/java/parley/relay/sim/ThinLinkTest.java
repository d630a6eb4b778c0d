package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.relay.estimate.LinkEstimate;

/** What a subscriber gets whose link carries less than everything. */
class ThinLinkTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int PACKETS_PER_SECOND = 50;

  /** Two voices of 82 kbit/s on the wire fit into 300 kbit/s; two pictures do not. */
  private static final Network THIN = Network.good().withRate(300);

  /** Sound of the last 20 of 30 seconds that came within 150 ms, as a share. */
  private static double soundShare(Simulation sim, Network link) {
    sim.join("ana", "ben").downlink(link).join("eva").runFor(Duration.ofSeconds(30));
    long from = sim.now() - 20 * SECOND;
    long heard =
        sim.peer("eva").microphone("ana").heardWithin(150, from)
            + sim.peer("eva").microphone("ben").heardWithin(150, from);
    return heard / (2.0 * 20 * PACKETS_PER_SECOND);
  }

  @Test
  void soundSurvivesAThinLink() {
    Simulation sim = Simulation.seeded(30);
    assertThat(soundShare(sim, THIN)).as(sim.replayHint()).isGreaterThan(0.85);
  }

  /** Such a link loses nothing: only the delay tells. */
  @Test
  void soundSurvivesAThinLinkThatQueuesForLong() {
    for (long seed = 35; seed < 40; seed++) {
      Simulation sim = Simulation.seeded(seed);
      Network bloated = THIN.withQueue(Duration.ofSeconds(3));
      assertThat(soundShare(sim, bloated)).as(sim.replayHint()).isGreaterThan(0.85);
    }
  }

  @Test
  void withoutTheEstimateSoundStarves() { // control of the one above
    Simulation sim = Simulation.seeded(30).estimating(Boundless::new);
    assertThat(soundShare(sim, THIN)).as(sim.replayHint()).isLessThan(0.5);
  }

  @Test
  void aNarrowLinkCarriesASmallPicture() {
    Simulation sim = Simulation.seeded(31).join("ana").downlink(Network.good().withRate(450));
    sim.join("ben").runFor(Duration.ofSeconds(30));
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.shown().getLast().layer()).as(sim.replayHint()).isZero();
    assertThat(camera.shownBetween(sim.now() - 10 * SECOND, sim.now()))
        .as(sim.replayHint())
        .isGreaterThan(280);
  }

  @Test
  void thePictureGrowsWhenTheLinkWidens() {
    Simulation sim = Simulation.seeded(32).join("ana").downlink(Network.good().withRate(450));
    sim.join("ben").runFor(Duration.ofSeconds(20));
    sim.peer("ben").downlink(Network.good());
    sim.runFor(Duration.ofSeconds(60));
    SimPlayer camera = sim.peer("ben").camera("ana");
    assertThat(camera.shown().getLast().layer()).as(sim.replayHint()).isEqualTo(2);
  }

  @Test
  void oneThinLinkDoesNotSpoilTheOthers() {
    Simulation sim = Simulation.seeded(33).join("ana", "ben").downlink(THIN).join("eva");
    sim.runFor(Duration.ofSeconds(20));
    assertThat(sim.peer("ben").camera("ana").shown().getLast().layer()).isEqualTo(2);
    assertThat(sim.peer("ben").camera("ana").shownBetween(sim.now() - 5 * SECOND, sim.now()))
        .as(sim.replayHint())
        .isGreaterThan(140);
  }

  @Test
  void aBusyLinkIsToldToTheSubscriber() {
    Simulation sim = Simulation.seeded(34).join("ana").downlink(Network.good().withRate(1_000));
    sim.join("ben").runFor(Duration.ofSeconds(20));
    assertThat(sim.peer("ben").lastQuality().estimatedBitsPerSecond())
        .as(sim.replayHint())
        .isBetween(300_000L, 1_300_000L);
    assertThat(sim.peer("ben").lastQuality().roundTripMillis()).isBetween(40, 400);
  }

  /** Believes that every link carries everything. */
  private static final class Boundless implements LinkEstimate {
    @Override
    public void onSent(long nowNanos, int sequenceNumber, int bytes) {}

    @Override
    public void onArrived(long nowNanos, int sequenceNumber, long arrivalNanos) {}

    @Override
    public void onMissing(long nowNanos, int sequenceNumber) {}

    @Override
    public void onFeedbackEnd(long nowNanos) {}

    @Override
    public void restart() {}

    @Override
    public int restarts() {
      return 0;
    }

    @Override
    public void roundTrip(long nanos) {}

    @Override
    public long bitsPerSecond() {
      return 30_000_000;
    }

    @Override
    public boolean isCongested() {
      return false;
    }

    @Override
    public boolean isOverloaded() {
      return false;
    }
  }
}

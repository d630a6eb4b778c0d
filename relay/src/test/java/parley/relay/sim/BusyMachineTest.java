package parley.relay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import parley.relay.estimate.FeedbackEstimate;
import parley.relay.estimate.LinkEstimate;

/** Six people on machines that have too much to do: packets come late, but all of them come. */
class BusyMachineTest {
  private static final String[] PEOPLE = {"ana", "ben", "eva", "ida", "leo", "uma"};
  private static final Network BUSY = Network.good().withBusyReceiver(400);
  private static final long SECOND = 1_000_000_000L;

  /** Frames of the least seen picture in the last 10 of 30 seconds, of 300. */
  private static long framesOfTheLeastSeen(Simulation sim) {
    sim.downlink(BUSY).join(PEOPLE).runFor(Duration.ofSeconds(30));
    return Arrays.stream(PEOPLE)
        .flatMap(
            to ->
                Arrays.stream(PEOPLE)
                    .filter(from -> !from.equals(to))
                    .map(from -> sim.peer(to).camera(from)))
        .mapToLong(camera -> camera.shownBetween(sim.now() - 10 * SECOND, sim.now()))
        .min()
        .orElseThrow();
  }

  @Test
  void everybodyIsSeenWhenEveryMachineIsBusy() {
    Simulation sim = Simulation.seeded(40);
    assertThat(framesOfTheLeastSeen(sim)).as(sim.replayHint()).isGreaterThan(240);
  }

  @Test
  void whoTakesABusyMachineForAThinLinkPausesPictures() { // control of the one above
    Simulation sim = Simulation.seeded(40).estimating(Gullible::new);
    assertThat(framesOfTheLeastSeen(sim)).as(sim.replayHint()).isLessThan(200);
  }

  @Test
  void everybodyIsSeenFromTheFirstSecondsOn() {
    Simulation sim = Simulation.seeded(41).join(PEOPLE).runFor(Duration.ofSeconds(3));
    for (String from : PEOPLE) {
      if (!from.equals("ana")) {
        assertThat(sim.peer("ana").camera(from).shown()).as(from).isNotEmpty();
      }
    }
  }

  /** Takes every queue for a proof. */
  private static final class Gullible implements LinkEstimate {
    private final FeedbackEstimate estimate = new FeedbackEstimate();

    @Override
    public void onSent(long nowNanos, int sequenceNumber, int bytes) {
      estimate.onSent(nowNanos, sequenceNumber, bytes);
    }

    @Override
    public void onArrived(long nowNanos, int sequenceNumber, long arrivalNanos) {
      estimate.onArrived(nowNanos, sequenceNumber, arrivalNanos);
    }

    @Override
    public void onMissing(long nowNanos, int sequenceNumber) {
      estimate.onMissing(nowNanos, sequenceNumber);
    }

    @Override
    public void onFeedbackEnd(long nowNanos) {
      estimate.onFeedbackEnd(nowNanos);
    }

    @Override
    public void restart() {
      estimate.restart();
    }

    @Override
    public int restarts() {
      return 0;
    }

    @Override
    public void roundTrip(long nanos) {
      estimate.roundTrip(nanos);
    }

    @Override
    public long bitsPerSecond() {
      return estimate.bitsPerSecond();
    }

    @Override
    public boolean isCongested() {
      return estimate.isCongested();
    }

    @Override
    public boolean isOverloaded() {
      return estimate.isCongested();
    }
  }
}

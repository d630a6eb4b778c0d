package parley.relay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** A link that was cut for a while is no thin link. */
class OutageTest {
  private static final long MILLI = 1_000_000L;
  private static final long SPACING = 10 * MILLI;
  private static final long WAY = 20 * MILLI;
  private static final int PACKETS = 600;
  private static final int PACKETS_IN_FEEDBACK = 5;

  private final FeedbackEstimate estimate = new FeedbackEstimate();
  private boolean everOverloaded;

  /** Six seconds of packets, of which those are lost that the predicate says. */
  private void send(IntPredicate isLost) {
    for (int first = 0; first < PACKETS; first += PACKETS_IN_FEEDBACK) {
      long now = first * SPACING;
      for (int i = first; i < first + PACKETS_IN_FEEDBACK; i++) {
        now = i * SPACING;
        estimate.onSent(now, i, 1_000);
      }
      long heard = now + 2 * WAY;
      for (int i = first; i < first + PACKETS_IN_FEEDBACK; i++) {
        if (isLost.test(i)) {
          estimate.onMissing(heard, i);
        } else {
          estimate.onArrived(heard, i, i * SPACING + WAY);
        }
      }
      estimate.onFeedbackEnd(heard);
      everOverloaded |= estimate.isOverloaded();
    }
  }

  @Test
  void aSecondWithoutAnythingIsNoProofOfAThinLink() {
    send(i -> i >= 300 && i < 400);
    assertThat(everOverloaded).isFalse();
    long cut = estimate.bitsPerSecond();
    FeedbackEstimate whole = new OutageTest().undisturbed();
    assertThat(cut).isGreaterThan(whole.bitsPerSecond() / 2);
  }

  private FeedbackEstimate undisturbed() {
    send(i -> false);
    return estimate;
  }

  @Test
  void whoeverStartsAgainJudgesNothingByWhatWasUnderWay() {
    send(i -> i >= 300 && i % 2 == 0);
    assertThat(estimate.isOverloaded()).isTrue();
    estimate.restart();
    assertThat(estimate.isOverloaded()).isFalse();
    assertThat(estimate.bitsPerSecond()).isGreaterThanOrEqualTo(800_000);
  }

  @Test
  void everyOtherPacketLostForASecondIsSuchAProof() {
    send(i -> i >= 300 && i < 400 && i % 2 == 0);
    assertThat(everOverloaded).isTrue();
  }

  @Test
  void aShortBurstOfLossIsSuchAProof() {
    send(i -> i >= 300 && i < 320);
    assertThat(everOverloaded).isTrue();
  }
}

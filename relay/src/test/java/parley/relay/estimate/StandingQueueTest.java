package parley.relay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandingQueueTest {
  private final StandingQueue queue = new StandingQueue();

  private void packets(int fromMillis, int toMillis, double delay) {
    for (int sent = fromMillis; sent < toMillis; sent += 10) {
      queue.onPacket(sent, 1_000_000 + sent + delay);
    }
  }

  @Test
  void aSteadyDelayIsNoQueue() {
    packets(0, 5_000, 80);
    assertThat(queue.millis()).isZero();
  }

  @Test
  void aDelayThatStaysUpIsAQueue() {
    packets(0, 5_000, 20);
    packets(5_000, 5_500, 70);
    assertThat(queue.millis()).isEqualTo(50);
  }

  @Test
  void aStallThatIsCaughtUpIsNoQueue() {
    packets(0, 5_000, 20);
    for (int sent = 5_000; sent < 5_150; sent += 10) {
      queue.onPacket(sent, 1_000_000 + 5_150 + 20); // all at once
    }
    packets(5_150, 5_200, 20);
    assertThat(queue.millis()).isZero();
  }

  @Test
  void aNewRouteIsBelievedAfterAWhile() {
    packets(0, 5_000, 20);
    packets(5_000, 30_000, 70);
    assertThat(queue.millis()).isZero();
  }

  @Test
  void aQueueOfOthersCanBeAccepted() {
    packets(0, 5_000, 20);
    packets(5_000, 6_000, 70);
    queue.accept();
    packets(6_000, 6_500, 70);
    assertThat(queue.millis()).isZero();
  }
}

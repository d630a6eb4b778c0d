package parley.line.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallsTest {
  @Test
  void anUpperLayerThatDoesNotReturnIsNoticed() throws InterruptedException {
    Calls calls = new Calls();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    calls.add(
        () -> {
          begun.countDown();
          await(hangs);
        });
    begun.await();
    long now = LineClock.nanos();
    assertThat(calls.isHanging(now)).as("control: it has just begun").isFalse();
    assertThat(calls.isHanging(now + Calls.HANGING_NANOS)).isTrue();
    hangs.countDown();
    calls.end();
    calls.join(10_000);
    assertThat(calls.isHanging(now + 2 * Calls.HANGING_NANOS)).as("it has returned").isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package parley.e2e.browser;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for conditions, never for a length of time. */
public final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private Waiting() {}

  /**
   * The first value that satisfies.
   *
   * @throws AssertionError with the last value seen when the limit has passed
   */
  public static <T> T until(
      String what, Duration limit, Supplier<T> look, Predicate<? super T> enough) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      T seen = look.get();
      if (enough.test(seen)) {
        return seen;
      }
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError(
            "waited %d s for %s; last seen: %s".formatted(limit.toSeconds(), what, seen));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

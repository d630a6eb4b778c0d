package parley.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @Test
  void shouldNotTellByANumberHowMuchHappenedElsewhere() {
    try (LiveUpdates busy = new LiveUpdates(now::get);
        LiveUpdates quiet = new LiveUpdates(now::get)) {
      for (int i = 0; i < 100; i++) {
        busy.changed(new Topic("somebody else's"));
      }
      assertThat(busy.now()).as("control: within one microsecond it counts").isEqualTo(100);
      now.set(Instant.EPOCH.plusMillis(1));
      assertThat(busy.now()).isEqualTo(quiet.now());
    }
  }

  @Test
  void shouldCountOnWhenTheClockIsPutBack() {
    try (LiveUpdates live = new LiveUpdates(now::get)) {
      now.set(Instant.EPOCH.plusSeconds(5));
      long before = live.now();
      now.set(Instant.EPOCH);
      live.changed(new Topic("any"));
      assertThat(live.now()).isGreaterThan(before);
    }
  }
}

package parley.node.line.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.relay.clip.ClipReport;

class PassRuleTest {
  @ParameterizedTest
  @CsvSource({
    "500, 300, 0, 40, PASSED",
    "490, 285, 0, 800, PASSED",
    "489, 300, 0, 40, SOUNDS_LOST",
    "500, 284, 0, 40, FRAMES_LOST",
    "500, 300, 0, 801, SLOW",
    "500, 300, 1, 40, ALTERED",
    "0, 0, 0, 0, NOTHING_BACK",
    "0, 0, 3, 0, ALTERED",
    "0, 300, 0, 40, SOUNDS_LOST"
  })
  void aLineIsGoodIfTheRuleSaysSo(
      int sounds, int frames, int altered, long millis, Finding expected) {
    ClipReport report =
        new ClipReport(
            new ClipReport.Share(500, sounds),
            new ClipReport.Share(300, frames),
            altered,
            new ClipReport.RoundTrip(Duration.ofMillis(millis), Duration.ofMillis(millis)),
            Duration.ZERO,
            1);
    assertThat(PassRule.judge(report)).isEqualTo(expected);
  }
}

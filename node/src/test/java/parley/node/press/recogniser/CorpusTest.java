package parley.node.press.recogniser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.node.press.recogniser.CorpusFigures.Result;
import parley.node.press.recogniser.Mention.Verdict;
import parley.node.words.Language;

/** What the recogniser fails at is known, by name, and nothing else fails. */
class CorpusTest {
  private static final int TOLD = 40;

  @Test
  void failsAtNothingThatIsNotKnown() throws IOException {
    assertThat(failures()).containsExactlyInAnyOrderElementsOf(known());
  }

  /** Control: who reads nothing misses all that tell too much. */
  @Test
  void wouldMissEverythingIfItReadNothing() {
    for (Language language : Language.values()) {
      List<Result> blind = CorpusFigures.all(language, (line, known) -> Verdict.FREE);
      assertThat(blind.stream().filter(Result::isMiss)).hasSize(TOLD);
      assertThat(blind.stream().filter(Result::isFalseAlarm)).isEmpty();
    }
  }

  private static List<String> failures() {
    return Arrays.stream(Language.values())
        .flatMap(language -> CorpusFigures.all(language).stream())
        .filter(each -> each.isMiss() || each.isFalseAlarm())
        .map(each -> each.line().id() + "\t" + (each.isMiss() ? "miss" : "false alarm"))
        .toList();
  }

  private static List<String> known() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(CorpusTest.class.getResourceAsStream("/recogniser/known.tsv"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}

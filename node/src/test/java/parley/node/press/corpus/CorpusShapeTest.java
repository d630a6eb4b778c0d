package parley.node.press.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.dossier.model.DateLevel;
import parley.node.press.corpus.Corpus.Kind;
import parley.node.press.corpus.Corpus.Line;
import parley.node.press.corpus.Corpus.Said;
import parley.node.press.corpus.Corpus.Truth;
import parley.node.words.Language;

class CorpusShapeTest {
  private static final int SENTENCES = 80;
  private static final int UNSEEN = 60;
  private static final String GOOD =
      "en-day-01\tcorpus\tharmless\tdate-agreed\tbefore\tA date is agreed.\tas allowed";

  @ParameterizedTest
  @EnumSource(Language.class)
  void shouldBeHalfHarmlessAndForTheMostPartByWhoeverHadNotSeenTheRules(Language language) {
    List<Line> lines = Corpus.in(language);
    assertThat(lines).hasSize(SENTENCES);
    assertThat(lines).filteredOn(each -> each.truth() == Truth.HARMLESS).hasSize(SENTENCES / 2);
    assertThat(lines)
        .filteredOn(each -> each.author().equals("corpus"))
        .hasSizeGreaterThanOrEqualTo(UNSEEN);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void shouldHoldBothHalvesForEachKindEachLevelAndEachSideOfTheTalk(Language language) {
    for (boolean harmless : List.of(true, false)) {
      List<Line> half =
          Corpus.in(language).stream()
              .filter(each -> (each.truth() == Truth.HARMLESS) == harmless)
              .toList();
      assertThat(half).extracting(Line::kind).containsAll(EnumSet.allOf(Kind.class));
      assertThat(half).extracting(Line::level).containsAll(EnumSet.allOf(DateLevel.class));
      assertThat(half).extracting(Line::said).containsAll(EnumSet.allOf(Said.class));
    }
  }

  @Test
  void shouldNameAndSayNothingTwice() {
    List<Line> all =
        Stream.of(Language.values()).flatMap(each -> Corpus.in(each).stream()).toList();
    assertThat(all).extracting(Line::id).doesNotHaveDuplicates();
    assertThat(all).extracting(each -> letters(each.sentence())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void shouldKeepWhatAnEditorMightTidyAway(Language language) {
    String all = Corpus.in(language).stream().map(Line::sentence).collect(Collectors.joining("\n"));
    String mixed = "\\p{IsLatin}\\p{IsCyrillic}|\\p{IsCyrillic}\\p{IsLatin}";
    for (String each : List.of("[\uff10-\uff19]", "\u00a0", mixed)) {
      assertThat(all).as(each).containsPattern(Pattern.compile(each));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date-agreed>month",
        "date-agreed>date-agreed+hours",
        "harmless>free",
        "before>during",
        "en-day-01>ru-day-01",
        "en-day-01>en-time-01",
        "A date is agreed.>",
        "\tas allowed>"
      })
  void shouldRefuseALineInAnotherFormat(String change) {
    String[] words = change.split(">", -1);
    String bad = GOOD.replace(words[0], words[1]);
    assertThatThrownBy(() -> Corpus.line(Language.EN, bad))
        .isInstanceOf(IllegalArgumentException.class);
    String more = GOOD.replace("date-agreed", "hour+who+length");
    assertThat(Corpus.line(Language.EN, GOOD).level()).isEqualTo(DateLevel.DATE_AGREED);
    assertThat(Corpus.line(Language.EN, more).disclosed()).isEqualTo(Set.of(Kind.WHO, Kind.LENGTH));
  }

  private static String letters(String sentence) {
    return sentence.replaceAll("[^\\p{L}\\p{N}]+", " ").strip().toLowerCase(Locale.ROOT);
  }
}

package parley.node.press.recogniser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.dossier.disclosure.Anchor;
import parley.dossier.disclosure.DateWords;
import parley.dossier.disclosure.DisclosedDate;
import parley.dossier.disclosure.Reckoning;
import parley.dossier.disclosure.SideClock;
import parley.dossier.disclosure.WeekRule;
import parley.dossier.disclosure.WordLanguage;
import parley.dossier.model.DateLevel;
import parley.node.press.recogniser.Mention.Kind;
import parley.node.press.recogniser.Mention.Verdict;

class RecogniserTest {
  /** At a week's beginning, middle and edge, and over New Year. */
  private static final List<Instant> RELEASES =
      List.of(
          RecogniserWorld.BEFORE,
          Instant.parse("2026-11-29T20:00:00Z"),
          Instant.parse("2026-11-30T07:00:00Z"),
          Instant.parse("2026-11-20T07:00:00Z"));

  @Test
  void theWordsOfADateFieldAreFreeAtTheirLevelAndStoppedOneLevelCoarser() {
    List<String> wrong = new ArrayList<>();
    for (Instant release : RELEASES) {
      for (WordLanguage language : WordLanguage.values()) {
        for (DateLevel level : DateLevel.values()) {
          check(release, language, level, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(
      Instant release, WordLanguage language, DateLevel level, List<String> wrong) {
    Reckoning reckoning = new Reckoning(RecogniserWorld.YEKATERINBURG, WeekRule.ISO);
    DateWords words =
        new DateWords(
            new Anchor(release, reckoning),
            new parley.dossier.disclosure.Clocks(
                new SideClock("Norland", RecogniserWorld.LISBON),
                List.of(new SideClock("Sudria", RecogniserWorld.YEKATERINBURG))),
            language);
    DisclosedDate date = DisclosedDate.of(RecogniserWorld.AGREED, level, reckoning);
    for (String text : List.of(words.phrase(date), words.clause(date))) {
      Verdict at = verdict(release, text, level);
      if (at != Verdict.FREE) {
        wrong.add(release + " " + level + " allowed, yet " + at + ": " + text);
      }
      boolean coarse = level.compareTo(DateLevel.WEEK) < 0 && text.equals(words.phrase(date));
      if (level != DateLevel.CONTACT_POSSIBLE && !coarse) {
        Verdict below = verdict(release, text, DateLevel.values()[level.ordinal() - 1]);
        if (below != Verdict.STOP) {
          wrong.add(release + " " + level + " not allowed, yet " + below + ": " + text);
        }
      }
    }
  }

  private static Verdict verdict(Instant release, String text, DateLevel allowed) {
    return Recogniser.verdict(
        Recogniser.read(text, RecogniserWorld.known(release, allowed, Set.of(), false)));
  }

  @Test
  void readsADateInEveryFormAlike() {
    List<String> forms =
        List.of(
            "1 December",
            "December 1",
            "December 1st",
            "the first of December",
            "the 1st",
            "1.12.2026",
            "01.12.26",
            "1/12",
            "12/1/2026",
            "2026-12-01",
            "Tuesday",
            "on Tuesdays",
            "1 декабря",
            "первого декабря",
            "к первому декабря",
            "1-го декабря",
            "1 числа",
            "во вторник",
            "до вторника",
            "１ декабря",
            "1\u00a0декабря",
            "1 дeкабря",
            "in five days",
            "через пять дней",
            "the last day of November",
            "first day of winter",
            "в первый день зимы",
            "early next week",
            "в начале следующей недели");
    assertThat(forms)
        .allSatisfy(
            form ->
                assertThat(verdict(RecogniserWorld.BEFORE, "It is " + form + ".", DateLevel.WEEK))
                    .isEqualTo(Verdict.STOP));
  }

  @Test
  void readsATimeInEveryFormAlike() {
    List<String> forms =
        List.of(
            "at 18:00",
            "at 6 p.m.",
            "at 6pm",
            "at six o'clock",
            "в 18.00",
            "в шесть вечера",
            "в 18 часов",
            "at half past five",
            "полшестого",
            "в половине седьмого",
            "at 13:00",
            "at one o'clock",
            "без четверти шесть");
    assertThat(forms)
        .allSatisfy(
            form ->
                assertThat(verdict(RecogniserWorld.BEFORE, "We talk " + form, DateLevel.DAY))
                    .isEqualTo(Verdict.STOP));
  }

  @Test
  void lengthsPeopleItemsAndHiddenSignsAreStopped() {
    assertThat(kinds("It takes ninety minutes")).contains(Kind.DURATION);
    assertThat(kinds("Разговор на полтора часа")).contains(Kind.DURATION);
    assertThat(kinds("An hour and a half is planned")).contains(Kind.DURATION);
    assertThat(kinds("С участием Анны Уитфилд и Левиной")).contains(Kind.PERSON);
    assertThat(kinds("Legal guarantees are a matter")).contains(Kind.ITEM);
    assertThat(kinds("О положении на севере")).contains(Kind.ITEM);
    assertThat(kinds("Conta\u200bct")).contains(Kind.HIDDEN);
  }

  private static List<Kind> kinds(String text) {
    return Recogniser.read(text, RecogniserWorld.known(DateLevel.WEEK)).stream()
        .filter(each -> each.verdict() == Verdict.STOP)
        .map(Mention::kind)
        .toList();
  }

  @Test
  void findsNothingWhereNothingIs() {
    List<String> plain =
        List.of(
            "Contact may take place in the coming days.",
            "На днях возможен контакт между Норландией и Судрией.",
            "Norland and Sudria stay in touch.",
            "Trade grew by 18 percent in 2025.",
            "Отгружено 1 000 тонн зерна.",
            "President Helen Marsh has said so.");
    assertThat(plain)
        .allSatisfy(
            text ->
                assertThat(Recogniser.read(text, RecogniserWorld.known(DateLevel.CONTACT_POSSIBLE)))
                    .isEmpty());
  }

  @Test
  void quotesExactlyWhatWasTyped() {
    String text = "Хорошо: \u00abво\u00a0вторник, 1\u00a0дeкабря\u00bb.";
    assertThat(Recogniser.read(text, RecogniserWorld.known(DateLevel.WEEK)))
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(text.substring(each.from(), each.to())).isEqualTo(each.quoted()));
  }

  @Test
  void endsInTimeOnAnything() {
    Random random = new Random(6);
    String pieces = "1 ./-:ая вторник декабря the of 2026 six через дней week aA+@\u202e\ufb03\n";
    for (int run = 0; run < 20; run++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 20_000) {
        int from = random.nextInt(pieces.length());
        text.append(pieces, from, Math.min(pieces.length(), from + 1 + random.nextInt(12)));
      }
      long began = System.nanoTime();
      Recogniser.read(text.toString(), RecogniserWorld.known(DateLevel.CONTACT_POSSIBLE));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }
}

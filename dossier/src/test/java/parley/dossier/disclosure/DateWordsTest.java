package parley.dossier.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import parley.dossier.model.DateLevel;

/** Examples, with every edge that a calendar has. */
class DateWordsTest {
  private static final ZoneId SUDRIA = ZoneId.of("Asia/Yekaterinburg");
  private static final ZoneId NORLAND = ZoneId.of("Europe/Lisbon");

  /** Thursday 26 November 2026, noon in Sudria. */
  private static final Instant RELEASE = Instant.parse("2026-11-26T07:00:00Z");

  /** Tuesday 1 December 2026, 18:00 in Sudria, 13:00 in Norland. */
  private static final Instant AGREED = Instant.parse("2026-12-01T13:00:00Z");

  @Test
  void shouldSayInEnglishNoMoreThanTheLevel() {
    assertThat(english(AGREED, DateLevel.CONTACT_POSSIBLE, RELEASE))
        .isEqualTo("in the coming days");
    assertThat(english(AGREED, DateLevel.DATE_AGREED, RELEASE))
        .isEqualTo("on a date that has been agreed");
    assertThat(english(AGREED, DateLevel.WEEK, RELEASE)).isEqualTo("next week");
    assertThat(english(AGREED, DateLevel.DAY, RELEASE)).isEqualTo("on Tuesday 1 December");
    assertThat(english(AGREED, DateLevel.HOUR, RELEASE))
        .isEqualTo("on Tuesday 1 December at 18:00 Sudria time (13:00 in Norland)");
  }

  @Test
  void shouldSayInRussianNoMoreThanTheLevel() {
    assertThat(russian(AGREED, DateLevel.CONTACT_POSSIBLE, RELEASE)).isEqualTo("в ближайшие дни");
    assertThat(russian(AGREED, DateLevel.DATE_AGREED, RELEASE)).isEqualTo("в согласованный день");
    assertThat(russian(AGREED, DateLevel.WEEK, RELEASE)).isEqualTo("на следующей неделе");
    assertThat(russian(AGREED, DateLevel.DAY, RELEASE)).isEqualTo("во вторник, 1 декабря");
    assertThat(russian(AGREED, DateLevel.HOUR, RELEASE))
        .isEqualTo(
            "во вторник, 1 декабря, в 18:00 по времени Судрии (в 13:00 по времени Норландии)");
  }

  @Test
  void shouldMakeWholeClauses() {
    assertThat(clause(WordLanguage.ENGLISH, DateLevel.CONTACT_POSSIBLE, RELEASE))
        .isEqualTo("contact may take place in the coming days");
    assertThat(clause(WordLanguage.ENGLISH, DateLevel.DATE_AGREED, RELEASE))
        .isEqualTo("a date has been agreed");
    assertThat(clause(WordLanguage.ENGLISH, DateLevel.WEEK, RELEASE))
        .isEqualTo("the talk will take place next week");
    assertThat(clause(WordLanguage.RUSSIAN, DateLevel.CONTACT_POSSIBLE, RELEASE))
        .isEqualTo("контакт может состояться в ближайшие дни");
    assertThat(clause(WordLanguage.RUSSIAN, DateLevel.DATE_AGREED, RELEASE))
        .isEqualTo("дата согласована");
    assertThat(clause(WordLanguage.RUSSIAN, DateLevel.DAY, RELEASE))
        .isEqualTo("переговоры состоятся во вторник, 1 декабря");
    Instant dayAfter = Instant.parse("2026-12-02T07:00:00Z");
    assertThat(clause(WordLanguage.ENGLISH, DateLevel.DAY, dayAfter))
        .isEqualTo("the talk took place on Tuesday 1 December");
    assertThat(clause(WordLanguage.ENGLISH, DateLevel.WEEK, dayAfter))
        .isEqualTo("the talk will take place this week");
  }

  @Test
  void shouldNameWeeksFromTheWeekOfRelease() {
    assertThat(english(at("2026-11-29T18:59:00Z"), DateLevel.WEEK, RELEASE))
        .as("Sunday 23:59")
        .isEqualTo("this week");
    assertThat(english(at("2026-11-29T19:00:00Z"), DateLevel.WEEK, RELEASE))
        .as("Monday 00:00")
        .isEqualTo("next week");
    assertThat(english(at("2026-12-06T18:59:00Z"), DateLevel.WEEK, RELEASE)).isEqualTo("next week");
    assertThat(english(at("2026-12-06T19:00:00Z"), DateLevel.WEEK, RELEASE))
        .isEqualTo("in the week of 7 December");
    assertThat(russian(at("2026-12-09T10:00:00Z"), DateLevel.WEEK, RELEASE))
        .isEqualTo("на неделе с 7 декабря");
    assertThat(english(at("2026-11-20T10:00:00Z"), DateLevel.WEEK, RELEASE)).isEqualTo("last week");
    assertThat(russian(at("2026-11-09T10:00:00Z"), DateLevel.WEEK, RELEASE))
        .isEqualTo("на неделе с 9 ноября");
  }

  @Test
  void shouldNameTheYearWhenItIsNotTheYearOfRelease() {
    Instant january = at("2027-01-05T10:00:00Z");
    assertThat(english(january, DateLevel.WEEK, RELEASE))
        .isEqualTo("in the week of 4 January 2027");
    assertThat(russian(january, DateLevel.WEEK, RELEASE))
        .isEqualTo("на неделе с 4 января 2027 года");
    assertThat(english(january, DateLevel.DAY, RELEASE)).isEqualTo("on Tuesday 5 January 2027");
    assertThat(russian(january, DateLevel.DAY, RELEASE))
        .isEqualTo("во вторник, 5 января 2027 года");
    assertThat(english(at("2027-01-01T10:00:00Z"), DateLevel.WEEK, at("2026-12-30T10:00:00Z")))
        .as("a week that spans the years")
        .isEqualTo("this week");
    assertThat(english(at("2027-01-01T10:00:00Z"), DateLevel.WEEK, RELEASE))
        .isEqualTo("in the week of 28 December");
  }

  @Test
  void shouldFollowTheRuleOfWeeksThatTheDisclosureNames() {
    Instant sunday = at("2026-11-29T10:00:00Z");
    assertThat(words(WordLanguage.ENGLISH, RELEASE, WeekRule.ISO, sunday, DateLevel.WEEK))
        .isEqualTo("this week");
    assertThat(words(WordLanguage.ENGLISH, RELEASE, WeekRule.of(Locale.US), sunday, DateLevel.WEEK))
        .isEqualTo("next week");
    assertThat(WeekRule.of(Locale.forLanguageTag("ru-RU"))).isEqualTo(WeekRule.ISO);
    assertThat(
            words(
                WordLanguage.ENGLISH,
                RELEASE,
                new WeekRule(DayOfWeek.SATURDAY),
                at("2026-11-28T10:00:00Z"),
                DateLevel.WEEK))
        .isEqualTo("next week");
  }

  @Test
  void shouldNameTheOtherDayWhereTheClockShowsAnother() {
    assertThat(english(at("2026-11-30T20:30:00Z"), DateLevel.HOUR, RELEASE))
        .isEqualTo(
            "on Tuesday 1 December at 01:30 Sudria time (20:30 on Monday 30 November in Norland)");
    assertThat(english(at("2026-12-31T20:30:00Z"), DateLevel.HOUR, RELEASE))
        .isEqualTo(
            "on Friday 1 January 2027 at 01:30 Sudria time (20:30 on Thursday 31 December 2026 in Norland)");
    assertThat(russian(at("2026-11-30T20:30:00Z"), DateLevel.HOUR, RELEASE))
        .isEqualTo(
            "во вторник, 1 декабря, в 01:30 по времени Судрии (в понедельник, 30 ноября, в 20:30 по времени Норландии)");
  }

  @Test
  void shouldTellApartTheTwoHoursOfAClockSetBack() {
    Clocks lisbon = new Clocks(new SideClock("Norland", NORLAND), List.of());
    Anchor anchor = new Anchor(at("2026-10-20T10:00:00Z"), new Reckoning(NORLAND, WeekRule.ISO));
    DateWords words = new DateWords(anchor, lisbon, WordLanguage.ENGLISH);
    assertThat(words.phrase(new DisclosedDate.AtHour(at("2026-10-25T00:30:00Z"))))
        .isEqualTo("on Sunday 25 October at 01:30 UTC+01:00 Norland time");
    assertThat(words.phrase(new DisclosedDate.AtHour(at("2026-10-25T01:30:00Z"))))
        .isEqualTo("on Sunday 25 October at 01:30 UTC+00:00 Norland time");
    assertThat(words.phrase(new DisclosedDate.AtHour(at("2026-10-25T02:30:00Z"))))
        .isEqualTo("on Sunday 25 October at 02:30 Norland time");
  }

  @Test
  void shouldReckonDaysAcrossAClockSetForward() {
    Reckoning reckoning = new Reckoning(NORLAND, WeekRule.ISO);
    assertThat(DisclosedDate.of(at("2026-03-28T23:59:00Z"), DateLevel.DAY, reckoning))
        .isEqualTo(new DisclosedDate.OnDay(LocalDate.of(2026, 3, 28)));
    assertThat(DisclosedDate.of(at("2026-03-29T22:59:00Z"), DateLevel.DAY, reckoning))
        .isEqualTo(new DisclosedDate.OnDay(LocalDate.of(2026, 3, 29)));
    assertThat(DisclosedDate.of(at("2026-03-29T23:00:00Z"), DateLevel.DAY, reckoning))
        .isEqualTo(new DisclosedDate.OnDay(LocalDate.of(2026, 3, 30)));
  }

  @Test
  void shouldNotBendAForeignNameItCannotDecline() {
    Clocks clocks = new Clocks(new SideClock("Остров Юг", SUDRIA), List.of());
    DateWords words =
        new DateWords(
            new Anchor(RELEASE, new Reckoning(SUDRIA, WeekRule.ISO)), clocks, WordLanguage.RUSSIAN);
    assertThat(words.phrase(new DisclosedDate.AtHour(AGREED)))
        .isEqualTo("во вторник, 1 декабря, в 18:00 по времени стороны «Остров Юг»");
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  private static String english(Instant agreed, DateLevel level, Instant release) {
    return words(WordLanguage.ENGLISH, release, WeekRule.ISO, agreed, level);
  }

  private static String russian(Instant agreed, DateLevel level, Instant release) {
    return words(WordLanguage.RUSSIAN, release, WeekRule.ISO, agreed, level);
  }

  private static String words(
      WordLanguage language, Instant release, WeekRule weeks, Instant agreed, DateLevel level) {
    Reckoning reckoning = new Reckoning(SUDRIA, weeks);
    return new DateWords(new Anchor(release, reckoning), clocks(language), language)
        .phrase(DisclosedDate.of(agreed, level, reckoning));
  }

  private static String clause(WordLanguage language, DateLevel level, Instant release) {
    Reckoning reckoning = new Reckoning(SUDRIA, WeekRule.ISO);
    return new DateWords(new Anchor(release, reckoning), clocks(language), language)
        .clause(DisclosedDate.of(AGREED, level, reckoning));
  }

  private static Clocks clocks(WordLanguage language) {
    return switch (language) {
      case ENGLISH ->
          new Clocks(new SideClock("Sudria", SUDRIA), List.of(new SideClock("Norland", NORLAND)));
      case RUSSIAN ->
          new Clocks(new SideClock("Судрия", SUDRIA), List.of(new SideClock("Норландия", NORLAND)));
    };
  }
}

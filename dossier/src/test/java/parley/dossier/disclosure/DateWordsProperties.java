package parley.dossier.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import parley.dossier.model.DateLevel;

/** Silence at the level of words: what a level does not hold cannot be read from them. */
class DateWordsProperties {
  private static final long FIRST = Instant.parse("2025-12-20T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("2028-01-10T00:00:00Z").getEpochSecond();

  /**
   * Two agreed instants that lie near each other as a rule, so that many share a minute, a day or a
   * week.
   */
  record Pair(Instant one, Instant other) {}

  @Property(tries = 3000)
  void sameWordsForInstantsThatAreEqualAtTheLevel(
      @ForAll("pairs") Pair pair,
      @ForAll DateLevel level,
      @ForAll("anchors") Anchor anchor,
      @ForAll WordLanguage language) {
    Assume.that(independentlyEqual(pair, level, anchor.reckoning()));
    DateWords words = words(anchor, language);
    DisclosedDate one = DisclosedDate.of(pair.one(), level, anchor.reckoning());
    DisclosedDate other = DisclosedDate.of(pair.other(), level, anchor.reckoning());
    assertThat(words.phrase(one)).isEqualTo(words.phrase(other));
    assertThat(words.clause(one)).isEqualTo(words.clause(other));
  }

  @Property(tries = 3000)
  void differentWordsForInstantsThatDifferAtTheLevel(
      @ForAll("pairs") Pair pair,
      @ForAll DateLevel level,
      @ForAll("anchors") Anchor anchor,
      @ForAll WordLanguage language) {
    Assume.that(!independentlyEqual(pair, level, anchor.reckoning()));
    DateWords words = words(anchor, language);
    assertThat(words.phrase(DisclosedDate.of(pair.one(), level, anchor.reckoning())))
        .isNotEqualTo(words.phrase(DisclosedDate.of(pair.other(), level, anchor.reckoning())));
  }

  @Property(tries = 2000)
  void finerLevelTellsAllThatACoarserOneTells(
      @ForAll("pairs") Pair pair, @ForAll("anchors") Anchor anchor) {
    DateLevel[] levels = DateLevel.values();
    for (int finer = 1; finer < levels.length; finer++) {
      if (DisclosedDate.of(pair.one(), levels[finer], anchor.reckoning())
          .equals(DisclosedDate.of(pair.other(), levels[finer], anchor.reckoning()))) {
        assertThat(DisclosedDate.of(pair.one(), levels[finer - 1], anchor.reckoning()))
            .isEqualTo(DisclosedDate.of(pair.other(), levels[finer - 1], anchor.reckoning()));
      }
    }
  }

  @Property
  void levelOfACoarseDateIsTheLevelThatMadeIt(
      @ForAll("instants") Instant agreed,
      @ForAll DateLevel level,
      @ForAll("anchors") Anchor anchor) {
    assertThat(DisclosedDate.of(agreed, level, anchor.reckoning()).level()).isEqualTo(level);
  }

  /** Written apart from the code under test, by other means of the calendar. */
  private static boolean independentlyEqual(Pair pair, DateLevel level, Reckoning reckoning) {
    long oneDay = pair.one().atZone(reckoning.zone()).toLocalDate().toEpochDay();
    long otherDay = pair.other().atZone(reckoning.zone()).toLocalDate().toEpochDay();
    // Day 0 of the epoch was a Thursday, the fourth day by ISO.
    long shift = 4 - reckoning.weeks().firstDay().getValue();
    return switch (level) {
      case CONTACT_POSSIBLE, DATE_AGREED -> true;
      case WEEK -> Math.floorDiv(oneDay + shift, 7) == Math.floorDiv(otherDay + shift, 7);
      case DAY -> oneDay == otherDay;
      case HOUR ->
          Math.floorDiv(pair.one().getEpochSecond(), 60)
              == Math.floorDiv(pair.other().getEpochSecond(), 60);
    };
  }

  private static DateWords words(Anchor anchor, WordLanguage language) {
    Clocks clocks =
        new Clocks(
            new SideClock("Судрия", anchor.reckoning().zone()),
            List.of(new SideClock("Норландия", ZoneId.of("Europe/Lisbon"))));
    return new DateWords(anchor, clocks, language);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(FIRST, LAST).map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<Pair> pairs() {
    Arbitrary<Long> apart =
        Arbitraries.oneOf(
            Arbitraries.longs().between(-90, 90),
            Arbitraries.longs().between(-90_000, 90_000),
            Arbitraries.longs().between(-1_000_000, 1_000_000));
    return Combinators.combine(instants(), apart)
        .as((one, seconds) -> new Pair(one, one.plusSeconds(seconds)));
  }

  @Provide
  Arbitrary<Anchor> anchors() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "Asia/Yekaterinburg",
                "Europe/Lisbon",
                "America/New_York",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Kiritimati")
            .map(ZoneId::of);
    Arbitrary<WeekRule> weeks =
        Arbitraries.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY, DayOfWeek.SATURDAY).map(WeekRule::new);
    return Combinators.combine(instants(), zones, weeks)
        .as((release, zone, rule) -> new Anchor(release, new Reckoning(zone, rule)));
  }
}

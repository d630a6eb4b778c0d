package parley.dossier.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Puts a disclosed date into words, as a part of a sentence ({@link #phrase}) or as a whole one
 * ({@link #clause}).
 *
 * <p>The words depend on the disclosed date and the anchor alone. A year is written where it is not
 * the year of release.
 */
public final class DateWords {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final Anchor anchor;
  private final Clocks clocks;
  private final Wording wording;

  public DateWords(Anchor anchor, Clocks clocks, WordLanguage language) {
    this.anchor = Objects.requireNonNull(anchor);
    this.clocks = Objects.requireNonNull(clocks);
    this.wording =
        switch (language) {
          case ENGLISH -> new EnglishWording();
          case RUSSIAN -> new RussianWording();
        };
  }

  /** The words that answer "when?" within a sentence: "next week", "во вторник, 1 декабря". */
  public String phrase(DisclosedDate date) {
    return switch (date) {
      case DisclosedDate.ContactPossible() -> wording.comingDays();
      case DisclosedDate.DateAgreed() -> wording.agreedDate();
      case DisclosedDate.InWeek(LocalDate firstDay) -> week(firstDay);
      case DisclosedDate.OnDay(LocalDate day) ->
          wording.onDay(day, yearOf(anchor.release()) != day.getYear());
      case DisclosedDate.AtHour(Instant minute) -> hour(minute);
    };
  }

  /**
   * A clause that says all that may be said of the date: "a date has been agreed", "переговоры
   * состоятся на следующей неделе".
   */
  public String clause(DisclosedDate date) {
    return switch (date) {
      case DisclosedDate.ContactPossible() -> wording.contactPossible();
      case DisclosedDate.DateAgreed() -> wording.dateHasBeenAgreed();
      case DisclosedDate.InWeek(LocalDate firstDay) ->
          wording.talkTakesPlace(
              phrase(date), firstDay.isBefore(reckoning().week(anchor.release())));
      case DisclosedDate.OnDay(LocalDate day) ->
          wording.talkTakesPlace(phrase(date), day.isBefore(reckoning().day(anchor.release())));
      case DisclosedDate.AtHour(Instant minute) ->
          wording.talkTakesPlace(phrase(date), minute.isBefore(anchor.release()));
    };
  }

  private Reckoning reckoning() {
    return anchor.reckoning();
  }

  private int yearOf(Instant instant) {
    return reckoning().day(instant).getYear();
  }

  private String week(LocalDate firstDay) {
    long weeksAhead = ChronoUnit.WEEKS.between(reckoning().week(anchor.release()), firstDay);
    if (weeksAhead == -1) {
      return wording.lastWeek();
    }
    if (weeksAhead == 0) {
      return wording.thisWeek();
    }
    if (weeksAhead == 1) {
      return wording.nextWeek();
    }
    return wording.inWeekOf(firstDay, yearOf(anchor.release()) != firstDay.getYear());
  }

  private String hour(Instant minute) {
    ZonedDateTime own = minute.atZone(clocks.own().zone());
    boolean otherYear = anchor.release().atZone(clocks.own().zone()).getYear() != own.getYear();
    String day = wording.onDay(own.toLocalDate(), otherYear);
    List<String> elsewhere =
        clocks.others().stream()
            .map(clock -> otherTime(minute.atZone(clock.zone()), own, clock))
            .toList();
    String first = wording.atTime(day, time(own), clocks.own().name());
    return elsewhere.isEmpty()
        ? first
        : elsewhere.stream().collect(Collectors.joining("; ", first + " (", ")"));
  }

  private String otherTime(ZonedDateTime there, ZonedDateTime own, SideClock clock) {
    boolean sameDay = there.toLocalDate().equals(own.toLocalDate());
    return sameDay
        ? wording.otherTime(time(there), clock.name())
        : wording.otherTimeOnDay(
            time(there),
            wording.onDay(there.toLocalDate(), there.getYear() != own.getYear()),
            clock.name());
  }

  /** The time of day; with its offset in the hour that a clock set back shows twice. */
  private static String time(ZonedDateTime at) {
    boolean shownTwice = at.getZone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
    return shownTwice ? TIME.format(at) + " UTC" + offset(at) : TIME.format(at);
  }

  private static String offset(ZonedDateTime at) {
    String id = at.getOffset().getId();
    return id.equals("Z") ? "+00:00" : id;
  }
}

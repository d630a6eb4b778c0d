package parley.node.press.recogniser;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reckons days from where readers stand. */
record Days(List<LocalDate> todays) {
  static Days of(Known known) {
    return new Days(known.todays().toList());
  }

  List<Found.Span> today(int later) {
    return todays.stream().map(day -> Found.Span.of(day.plusDays(later))).toList();
  }

  /** A few days around some days from now. */
  List<Found.Span> around(int later, int more) {
    return todays.stream()
        .map(
            day ->
                new Found.Span(
                    day.plusDays((long) later - more), day.plusDays((long) later + more)))
        .toList();
  }

  List<Found.Span> within(int later) {
    return todays.stream().map(day -> new Found.Span(day, day.plusDays(later))).toList();
  }

  /** A day of the week: the nearest in both directions, or in one. */
  List<Found.Span> weekday(int number, Which which) {
    DayOfWeek wanted = DayOfWeek.of(number);
    return todays.stream()
        .flatMap(
            today -> {
              LocalDate next = today.with(TemporalAdjusters.nextOrSame(wanted));
              LocalDate last = today.with(TemporalAdjusters.previous(wanted));
              LocalDate monday = monday(today).plusWeeks(1);
              return switch (which) {
                case BARE -> Stream.of(last, next);
                case THIS -> Stream.of(next, monday(today).plusDays(number - 1L));
                case NEXT -> Stream.of(next, monday.plusDays(number - 1L));
                case LAST -> Stream.of(last);
              };
            })
        .distinct()
        .map(Found.Span::of)
        .toList();
  }

  /** Which of several a word means. */
  enum Which {
    BARE,
    THIS,
    NEXT,
    LAST
  }

  /** Whole weeks from now, or a part of one. */
  List<Found.Span> week(int later, int first, int last) {
    return todays.stream()
        .map(day -> monday(day).plusWeeks(later))
        .map(day -> new Found.Span(day.plusDays(first), day.plusDays(last)))
        .distinct()
        .toList();
  }

  /** From now until a day; from a day on; or the day itself. */
  static List<Found.Span> stretched(List<Found.Span> spans, int before, int after) {
    return spans.stream()
        .map(span -> new Found.Span(span.from().minusDays(before), span.to().plusDays(after)))
        .toList();
  }

  /** A day of a month in the years around now. */
  List<Found.Span> dayOf(int month, int day) {
    List<LocalDate> found = new ArrayList<>();
    LocalDate today = todays.getFirst();
    for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
      if (isDay(year, month, day)) {
        found.add(LocalDate.of(year, month, day));
      }
    }
    return nearest(found).stream().map(Found.Span::of).toList();
  }

  /** The same day of the months around now. */
  List<Found.Span> dayOfAnyMonth(int day) {
    YearMonth now = YearMonth.from(todays.getFirst());
    List<LocalDate> found = new ArrayList<>();
    for (int later = -1; later <= 1; later++) {
      YearMonth month = now.plusMonths(later);
      if (month.isValidDay(day)) {
        found.add(month.atDay(day));
      }
    }
    return nearest(found).stream().map(Found.Span::of).toList();
  }

  /** A part of a month, from one day to another; a last day of 31 is the last there is. */
  List<Found.Span> partOf(int month, int first, int last) {
    return dayOf(month, 1).stream()
        .map(span -> YearMonth.from(span.from()))
        .map(
            each ->
                new Found.Span(
                    each.atDay(Math.min(first, each.lengthOfMonth())),
                    each.atDay(Math.min(last, each.lengthOfMonth()))))
        .toList();
  }

  static boolean isDay(int year, int month, int day) {
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  /** The last before now and the first after it; those that may be meant by who names no year. */
  private List<LocalDate> nearest(List<LocalDate> days) {
    LocalDate today = todays.getFirst();
    return Stream.concat(
            days.stream().filter(day -> day.isBefore(today)).max(LocalDate::compareTo).stream(),
            days.stream().filter(day -> !day.isBefore(today)).min(LocalDate::compareTo).stream())
        .toList();
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}

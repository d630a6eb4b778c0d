package parley.node.press.recogniser;

import static parley.node.press.recogniser.Words.begins;
import static parley.node.press.recogniser.Words.is;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds days, weeks and months that are told in words. */
record DateReader(List<Token> tokens, Days days) {
  private static final int LAST_OF_MONTH = 31;

  /** All that there are, in order; none lies over another. */
  List<Found> all() {
    List<Found> all = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      Optional<Found> found = at(at);
      found.ifPresent(all::add);
      at = found.map(Found::next).orElse(at + 1);
    }
    return all;
  }

  private Optional<Found> at(int at) {
    return edgeOfMonth(at)
        .or(() -> dayAndMonth(at))
        .or(() -> monthAndDay(at))
        .or(() -> new RelativeDays(tokens, days).at(at))
        .or(() -> week(at))
        .or(() -> weekday(at))
        .or(() -> dayOfMonth(at))
        .or(() -> month(at))
        .or(() -> feast(at));
  }

  /** "The last day of November", "в начале декабря", "the first day of winter". */
  private Optional<Found> edgeOfMonth(int at) {
    int place = is(tokens, at, "the", "в", "во") ? at + 1 : at;
    boolean first = begins(tokens, place, "first", "перв");
    boolean last = begins(tokens, place, "last", "final", "последн");
    if ((first || last) && begins(tokens, place + 1, "day", "дня", "день", "дни", "дней", "днях")) {
      int of = is(tokens, place + 2, "of") ? place + 3 : place + 2;
      boolean several = begins(tokens, place + 1, "days", "дни", "дней", "днях");
      return monthOrSeason(of)
          .map(
              month -> {
                int which = first ? month : isSeason(of) ? (month + 1) % 12 + 1 : month;
                return found(
                    at,
                    of + 1,
                    several ? Found.Grain.DAYS : Found.Grain.DAY,
                    first
                        ? days.partOf(which, 1, several ? 4 : 1)
                        : days.partOf(which, several ? 27 : LAST_OF_MONTH, LAST_OF_MONTH));
              });
    }
    boolean early = begins(tokens, place, "early", "beginning", "start", "начал");
    boolean middle = begins(tokens, place, "mid", "middle", "середин");
    boolean late = begins(tokens, place, "late", "end", "close", "конц", "конец");
    if (!early && !middle && !late) {
      return Optional.empty();
    }
    int of = is(tokens, place + 1, "of", "in", "-") ? place + 2 : place + 1;
    OptionalInt month = monthAt(of);
    if (month.isEmpty()) {
      return Optional.empty();
    }
    List<Found.Span> spans =
        early
            ? days.partOf(month.getAsInt(), 1, 10)
            : middle
                ? days.partOf(month.getAsInt(), 10, 20)
                : days.partOf(month.getAsInt(), 20, LAST_OF_MONTH);
    return Optional.of(found(at, of + 1, Found.Grain.DAYS, spans));
  }

  /** "1 December", "the first of December 2026", "первого декабря". */
  private Optional<Found> dayAndMonth(int at) {
    int place = is(tokens, at, "the") ? at + 1 : at;
    return Numerals.at(tokens, place)
        .flatMap(
            number -> {
              int next = is(tokens, number.next(), "of") ? number.next() + 1 : number.next();
              OptionalInt month = monthAt(next);
              return month.isPresent() && number.value() >= 1
                  ? Optional.of(asWeek(dated(at, next + 1, month.getAsInt(), number.value())))
                  : Optional.empty();
            });
  }

  /** "December 1st". */
  private Optional<Found> monthAndDay(int at) {
    OptionalInt month = monthAt(at);
    if (month.isEmpty() || !Character.isLetter(tokens.get(at).text().charAt(0)) || isRussian(at)) {
      return Optional.empty();
    }
    int place = is(tokens, at + 1, "the") ? at + 2 : at + 1;
    return Numerals.at(tokens, place)
        .filter(number -> number.value() >= 1 && number.value() <= LAST_OF_MONTH)
        .map(number -> dated(at, number.next(), month.getAsInt(), number.value()));
  }

  private Found dated(int first, int next, int month, int day) {
    int place = is(tokens, next, ",") ? next + 1 : next;
    Optional<Numerals.Number> year =
        Numerals.at(tokens, place)
            .filter(number -> number.isDigits() && number.value() > 1000 && number.value() < 3000);
    if (year.isPresent()) {
      int of = year.get().value();
      return Days.isDay(of, month, day)
          ? found(
              first,
              place + 1,
              Found.Grain.DAY,
              List.of(Found.Span.of(LocalDate.of(of, month, day))))
          : Found.unplaced(first, place + 1);
    }
    return found(first, next, Found.Grain.DAY, days.dayOf(month, day));
  }

  /** "In the week of 30 November", "на неделе с 30 ноября". */
  private Found asWeek(Found day) {
    int before = day.first() - 1;
    boolean week =
        is(tokens, before, "of", "beginning", "с", "from")
            && begins(tokens, before - 1, "week", "недел");
    return week
        ? found(before - 1, day.next(), Found.Grain.WEEK, Days.stretched(day.spans(), 0, 6))
        : day;
  }

  /** "The 1st", "1-го числа", "первого числа": of no month that is named. */
  private Optional<Found> dayOfMonth(int at) {
    boolean the = is(tokens, at, "the");
    int place = the ? at + 1 : at;
    return Numerals.at(tokens, place)
        .filter(number -> number.value() >= 1 && number.value() <= LAST_OF_MONTH)
        .flatMap(
            number -> {
              if (begins(tokens, number.next(), "числ")) {
                return Optional.of(
                    found(
                        at,
                        number.next() + 1,
                        Found.Grain.DAY,
                        days.dayOfAnyMonth(number.value())));
              }
              boolean alone =
                  the && number.isOrdinal() && number.isDigits() && isAlone(number.next());
              boolean spelled =
                  the && number.isOrdinal() && is(tokens, at - 1, "on") && isAlone(number.next());
              return alone || spelled
                  ? Optional.of(
                      found(at, number.next(), Found.Grain.DAY, days.dayOfAnyMonth(number.value())))
                  : Optional.empty();
            });
  }

  /** Whether no noun follows. */
  private boolean isAlone(int at) {
    return at >= tokens.size()
        || !tokens.get(at).isWord()
        || is(
            tokens, at, "at", "in", "and", "or", "to", "for", "by", "from", "until", "when", "if");
  }

  private Optional<Found> weekday(int at) {
    if (!tokens.get(at).isWord()) {
      return Optional.empty();
    }
    OptionalInt day = CalendarWords.weekday(tokens, at);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    Days.Which which = which(at - 1);
    int first = which == Days.Which.BARE ? at : at - 1;
    List<Found.Span> spans = days.weekday(day.getAsInt(), which);
    return Optional.of(edged(found(first, at + 1, Found.Grain.DAY, spans)));
  }

  /** "Before Friday", "к пятнице", "from Monday on". */
  private Found edged(Found found) {
    int before = found.first() - 1;
    if (is(tokens, before, "before", "by", "until", "till", "до", "к", "ко", "перед")) {
      List<Found.Span> spans = Days.stretched(found.spans(), 3, 0);
      return found(before, found.next(), Found.Grain.DAYS, spans);
    }
    if (is(tokens, before, "after", "since", "после", "с", "со")) {
      return found(before, found.next(), Found.Grain.DAYS, Days.stretched(found.spans(), 0, 3));
    }
    return found;
  }

  private Days.Which which(int at) {
    if (is(tokens, at, "last", "past", "previous")
        || begins(tokens, at, "прошл", "минувш", "прошедш", "предыдущ")) {
      return Days.Which.LAST;
    }
    if (is(tokens, at, "next", "coming") || begins(tokens, at, "следующ", "будущ")) {
      return Days.Which.NEXT;
    }
    return is(tokens, at, "this", "эту", "этот", "это", "этой")
            || begins(tokens, at, "ближайш", "нынешн", "наступающ")
        ? Days.Which.THIS
        : Days.Which.BARE;
  }

  /** Weeks, their parts and their ends. */
  private Optional<Found> week(int at) {
    boolean end = is(tokens, at, "weekend") || begins(tokens, at, "выходны", "уикенд", "уик-энд");
    boolean week = is(tokens, at, "week", "неделя", "неделе", "недели", "неделю", "неделей");
    if (!week && !end) {
      return Optional.empty();
    }
    Days.Which which = which(at - 1);
    if (which == Days.Which.BARE && week && !begins(tokens, at - 1, "текущ")) {
      return Optional.empty();
    }
    int later =
        switch (which) {
          case LAST -> -1;
          case NEXT -> is(tokens, at - 1, "coming") ? 0 : 1;
          case THIS, BARE -> 0;
        };
    if (end) {
      int first = which == Days.Which.BARE ? at : at - 1;
      return Optional.of(edged(found(first, at + 1, Found.Grain.DAYS, days.week(later, 5, 6))));
    }
    return Optional.of(
        part(at, later, is(tokens, at - 1, "coming") || begins(tokens, at - 1, "ближайш")));
  }

  /** "Early next week", "в конце этой недели". */
  private Found part(int at, int later, boolean either) {
    int place = is(tokens, at - 2, "of", "the", "in") ? at - 3 : at - 2;
    place = is(tokens, place, "of") ? place - 1 : place;
    if (begins(tokens, place, "early", "beginning", "start", "начал", "перв")) {
      return found(place, at + 1, Found.Grain.DAYS, days.week(later, 0, 1));
    }
    if (begins(tokens, place, "mid", "middle", "середин")) {
      return found(place, at + 1, Found.Grain.DAYS, days.week(later, 1, 3));
    }
    if (begins(tokens, place, "late", "end", "конц", "конец", "втор", "second")) {
      return found(place, at + 1, Found.Grain.DAYS, days.week(later, 3, 6));
    }
    List<Found.Span> spans = new ArrayList<>(days.week(later, 0, 6));
    if (either) {
      spans.addAll(days.week(later + 1, 0, 6));
    }
    return found(at - 1, at + 1, Found.Grain.WEEK, spans);
  }

  /** A month by itself is coarse, but says more than nothing. */
  private Optional<Found> month(int at) {
    OptionalInt month = monthAt(at);
    boolean led =
        is(
            tokens, at - 1, "in", "by", "until", "before", "since", "this", "next", "в", "к", "до",
            "на", "с");
    boolean lone = tokens.get(at).is("may") || tokens.get(at).is("march");
    return month.isPresent() && (led || !lone)
        ? Optional.of(
            yearIn(at + 1)
                ? pastOrNot(at, month.getAsInt())
                : found(
                    at, at + 1, Found.Grain.MONTH, days.partOf(month.getAsInt(), 1, LAST_OF_MONTH)))
        : Optional.empty();
  }

  private boolean yearIn(int at) {
    return Numerals.at(tokens, is(tokens, at, "of") ? at + 1 : at)
        .filter(number -> number.isDigits() && number.value() > 1000 && number.value() < 3000)
        .isPresent();
  }

  private Found pastOrNot(int at, int month) {
    int place = is(tokens, at + 1, "of") ? at + 2 : at + 1;
    LocalDate first = LocalDate.of(Integer.parseInt(tokens.get(place).text()), month, 1);
    return found(
        at,
        place + 1,
        Found.Grain.MONTH,
        List.of(new Found.Span(first, first.plusMonths(1).minusDays(1))));
  }

  private Optional<Found> feast(int at) {
    Token token = tokens.get(at);
    boolean newYear =
        is(tokens, at, "new") && is(tokens, at + 1, "year") && token.isCapital()
            || begins(tokens, at, "нов")
                && is(tokens, at + 1, "год", "года", "году", "годом")
                && token.isCapital();
    if (newYear) {
      return Optional.of(Found.unplaced(at, at + 2));
    }
    boolean named =
        begins(tokens, at, "holiday", "праздник") || CalendarWords.isFeast(token.text());
    return named ? Optional.of(Found.unplaced(at, at + 1)) : Optional.empty();
  }

  private OptionalInt monthAt(int at) {
    return at < tokens.size() && tokens.get(at).isWord()
        ? CalendarWords.month(tokens.get(at))
        : OptionalInt.empty();
  }

  private Optional<Integer> monthOrSeason(int at) {
    OptionalInt month = monthAt(at);
    if (month.isPresent()) {
      return Optional.of(month.getAsInt());
    }
    return at < tokens.size() ? CalendarWords.season(tokens.get(at).text()) : Optional.empty();
  }

  private boolean isSeason(int at) {
    return at < tokens.size() && CalendarWords.season(tokens.get(at).text()).isPresent();
  }

  private boolean isRussian(int at) {
    return tokens.get(at).text().charAt(0) > 'z';
  }

  private static Found found(int first, int next, Found.Grain grain, List<Found.Span> spans) {
    return new Found(first, next, grain, spans);
  }
}

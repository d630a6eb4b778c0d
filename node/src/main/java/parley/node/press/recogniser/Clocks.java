package parley.node.press.recogniser;

import static parley.node.press.recogniser.Words.begins;
import static parley.node.press.recogniser.Words.is;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds times of day: by the clock, in words, and parts of days. */
record Clocks(List<Token> tokens) {
  private static final int NOON = 12;
  private static final int DAY = 24;

  /**
   * A time of day.
   *
   * @param times that it can mean; empty for a part of a day or what only a person can place
   * @param isBare whether it could as well be a number of something else
   */
  record Clock(int first, int next, List<LocalTime> times, boolean isBare) {
    Clock {
      times = List.copyOf(times);
    }
  }

  List<Clock> all() {
    List<Clock> all = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      Optional<Clock> found = at(at);
      found.ifPresent(all::add);
      at = found.map(Clock::next).orElse(at + 1);
    }
    return all;
  }

  private Optional<Clock> at(int at) {
    return digits(at)
        .or(() -> half(at))
        .or(() -> spoken(at))
        .or(() -> named(at))
        .or(() -> part(at));
  }

  /** 18:00, and 18.00 where a word before it says that it is a time. */
  private Optional<Clock> digits(int at) {
    if (tokens.get(at).sort() != Token.Sort.NUMBER || at + 2 >= tokens.size()) {
      return Optional.empty();
    }
    Token mark = tokens.get(at + 1);
    Token minutes = tokens.get(at + 2);
    boolean told =
        is(tokens, at - 1, "at", "by", "from", "until", "в", "до", "с", "к", "около", "после");
    boolean inside = at > 0 && tokens.get(at).isGlued() && is(tokens, at - 1, ".", ":", "-", "/");
    boolean form =
        !inside
            && mark.isGlued()
            && minutes.isGlued()
            && minutes.sort() == Token.Sort.NUMBER
            && minutes.text().length() == 2
            && tokens.get(at).text().length() <= 2
            && (mark.is(":") || mark.is(".") && told && !isMore(at + 3));
    if (!form) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(tokens.get(at).text());
    int minute = Integer.parseInt(minutes.text());
    return hour < DAY && minute < 60
        ? Optional.of(hours(at, at + 3, hour, minute, false))
        : Optional.empty();
  }

  private boolean isMore(int at) {
    return at + 1 < tokens.size()
        && is(tokens, at, ".", "/")
        && tokens.get(at + 1).isGlued()
        && tokens.get(at + 1).sort() == Token.Sort.NUMBER;
  }

  /**
   * "Half past five", "quarter to six", "полшестого", "в половине седьмого", "без четверти шесть".
   */
  private Optional<Clock> half(int at) {
    boolean half = is(tokens, at, "half") && is(tokens, at + 1, "past");
    boolean past = is(tokens, at, "quarter") && is(tokens, at + 1, "past", "after");
    boolean to = is(tokens, at, "quarter") && is(tokens, at + 1, "to");
    if (half || past || to) {
      return hour(at + 2)
          .map(
              number ->
                  hours(
                      at,
                      number.next(),
                      to ? number.value() - 1 : number.value(),
                      half ? 30 : past ? 15 : 45,
                      false));
    }
    if (begins(tokens, at, "половин")) {
      return ordinal(at + 1).map(number -> hours(at, number.next(), number.value() - 1, 30, false));
    }
    if (is(tokens, at, "без") && begins(tokens, at + 1, "четверт")) {
      return hour(at + 2).map(number -> hours(at, number.next(), number.value() - 1, 45, false));
    }
    if (is(tokens, at, "четверть")) {
      return ordinal(at + 1).map(number -> hours(at, number.next(), number.value() - 1, 15, false));
    }
    String word = tokens.get(at).text();
    if (word.startsWith("пол") && word.length() > 5) {
      Token rest = new Token(0, 0, word.substring(3), Token.Sort.WORD, false, false, 0, false);
      return Numerals.at(List.of(rest), 0)
          .filter(number -> number.isOrdinal() && number.value() <= NOON)
          .map(number -> hours(at, at + 1, number.value() - 1, 30, false));
    }
    return Optional.empty();
  }

  /** "6 p.m.", "six o'clock", "в шесть вечера", "в 18 часов", and "at six" by itself. */
  private Optional<Clock> spoken(int at) {
    Optional<Numerals.Number> number = hour(at);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    int next = number.get().next();
    int value = number.get().value();
    if (is(tokens, next, "pm", "am")
        || is(tokens, next, "p", "a") && is(tokens, next + 1, ".") && is(tokens, next + 2, "m")) {
      boolean pm = begins(tokens, next, "p");
      int end = is(tokens, next, "pm", "am") ? next + 1 : next + 3;
      return value <= NOON
          ? Optional.of(exact(at, end, value % NOON + (pm ? NOON : 0)))
          : Optional.empty();
    }
    boolean in = is(tokens, at - 1, "в", "во", "к", "до", "с", "после", "около", "ровно");
    boolean clock = is(tokens, next, "o'clock", "oclock", "h", "hrs");
    boolean russian = is(tokens, next, "утра", "вечера", "дня", "ночи", "пополудни");
    boolean hours = in && is(tokens, next, "час", "часа", "часов", "часам", "ч");
    if (clock || russian && value <= NOON && !isDate(next) || hours) {
      return Optional.of(hours(at, next + 1, value, 0, false));
    }
    boolean at24 = is(tokens, at - 1, "at") && isEnd(next);
    boolean in24 = is(tokens, at - 1, "в", "во") && isEnd(next) && !number.get().isOrdinal();
    return at24 || in24 ? Optional.of(hours(at, next, value, 0, true)) : Optional.empty();
  }

  /** "Три дня" is as much three days as three in the afternoon: then the word before decides. */
  private boolean isDate(int next) {
    return is(tokens, next, "дня") && !is(tokens, next - 2, "в", "к", "до", "с", "около");
  }

  private boolean isEnd(int at) {
    return at >= tokens.size()
        || !tokens.get(at).isWord() && !is(tokens, at, "%", "-", "/")
        || is(tokens, at, "on", "local", "sharp", "in", "по", "и", "and", "во", "в")
        || begins(tokens, at, "москов", "местн");
  }

  private Optional<Clock> named(int at) {
    if (is(tokens, at, "noon", "midday", "полдень", "полудня", "полудню")) {
      return Optional.of(exact(at, at + 1, NOON));
    }
    return is(tokens, at, "midnight", "полночь", "полуночи", "полночи")
        ? Optional.of(exact(at, at + 1, 0))
        : Optional.empty();
  }

  private Optional<Clock> part(int at) {
    boolean part =
        is(
                tokens,
                at,
                "morning",
                "afternoon",
                "evening",
                "tonight",
                "night",
                "lunchtime",
                "dawn",
                "dusk")
            || is(
                tokens, at, "утром", "утра", "утро", "вечером", "вечера", "вечер", "вечеру",
                "ночью", "ночь", "полдня", "днем");
    boolean greeting = is(tokens, at - 1, "good", "добрый");
    return part && !greeting
        ? Optional.of(new Clock(at, at + 1, List.of(), false))
        : Optional.empty();
  }

  private Optional<Numerals.Number> hour(int at) {
    return Numerals.at(tokens, at).filter(number -> !number.isOrdinal() && number.value() < DAY);
  }

  private Optional<Numerals.Number> ordinal(int at) {
    return Numerals.at(tokens, at).filter(number -> number.isOrdinal() && number.value() <= NOON);
  }

  private static Clock exact(int first, int next, int hour) {
    return new Clock(first, next, List.of(LocalTime.of(hour % DAY, 0)), false);
  }

  /** An hour up to twelve means two. */
  private static Clock hours(int first, int next, int hour, int minute, boolean bare) {
    int of = (hour + DAY) % DAY;
    LocalTime one = LocalTime.of(of, minute);
    return new Clock(
        first, next, of <= NOON ? List.of(one, one.plusHours(NOON)) : List.of(one), bare);
  }
}

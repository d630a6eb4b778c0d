package parley.node.press.recogniser;

import static parley.node.press.recogniser.Words.begins;
import static parley.node.press.recogniser.Words.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Days told by how far they are from now: "tomorrow", "через три дня", "within 48 hours". */
record RelativeDays(List<Token> tokens, Days days) {
  private static final Map<String, Integer> NEAR =
      Map.ofEntries(
          Map.entry("today", 0),
          Map.entry("tonight", 0),
          Map.entry("tomorrow", 1),
          Map.entry("yesterday", -1),
          Map.entry("overmorrow", 2),
          Map.entry("сегодня", 0),
          Map.entry("завтра", 1),
          Map.entry("послезавтра", 2),
          Map.entry("вчера", -1),
          Map.entry("позавчера", -2));

  Optional<Found> at(int at) {
    return dayAfter(at)
        .or(() -> near(at))
        .or(() -> later(at))
        .or(() -> within(at))
        .or(() -> eve(at));
  }

  /** "The day after tomorrow". */
  private Optional<Found> dayAfter(int at) {
    int place = is(tokens, at, "the") ? at + 1 : at;
    if (!is(tokens, place, "day")) {
      return Optional.empty();
    }
    if (is(tokens, place + 1, "after") && is(tokens, place + 2, "tomorrow")) {
      return Optional.of(day(at, place + 3, 2));
    }
    return is(tokens, place + 1, "before") && is(tokens, place + 2, "yesterday")
        ? Optional.of(day(at, place + 3, -2))
        : Optional.empty();
  }

  private Optional<Found> near(int at) {
    String word = tokens.get(at).text();
    Integer later = NEAR.get(word);
    if (later == null) {
      later =
          word.startsWith("сегодняшн")
              ? Integer.valueOf(0)
              : word.startsWith("завтрашн")
                  ? Integer.valueOf(1)
                  : word.startsWith("вчерашн") ? Integer.valueOf(-1) : null;
    }
    if (later == null
        && is(tokens, at, "this")
        && is(tokens, at + 1, "morning", "afternoon", "evening")) {
      return Optional.of(day(at, at + 1, 0));
    }
    return Optional.ofNullable(later).map(by -> day(at, at + 1, by));
  }

  /** "In three days", "через неделю", "two weeks from now", "a week from Tuesday". */
  private Optional<Found> later(int at) {
    boolean led = is(tokens, at, "in", "через", "спустя");
    int place = led ? at + 1 : at;
    Count count = count(place);
    int unit = count.next();
    boolean after =
        (is(tokens, unit + 1, "from") && is(tokens, unit + 2, "now", "today"))
            || is(tokens, unit + 1, "hence");
    boolean ago = is(tokens, unit + 1, "ago", "назад");
    if (!led && !after && !ago || count.value() < 1 || count.value() > 60) {
      return Optional.empty();
    }
    int end =
        after && !is(tokens, unit + 1, "hence") ? unit + 3 : after || ago ? unit + 2 : unit + 1;
    int by = ago ? -count.value() : count.value();
    if (is(tokens, unit, "day", "days", "день", "дня", "дней", "сутки", "суток")) {
      return Optional.of(day(at, end, by));
    }
    if (is(tokens, unit, "week", "weeks", "недели", "неделю", "недель")) {
      return Optional.of(new Found(at, end, Found.Grain.DAYS, days.around(by * 7, 2)));
    }
    if (is(tokens, unit, "fortnight")) {
      return Optional.of(new Found(at, end, Found.Grain.DAYS, days.around(by * 14, 2)));
    }
    if (is(tokens, unit, "hour", "hours", "час", "часа", "часов")) {
      return Optional.of(
          new Found(at, end, Found.Grain.DAY, days.around(by / 24, by % 24 == 0 ? 0 : 1)));
    }
    return Optional.empty();
  }

  /** "Within 48 hours", "в течение трех дней", "in the next two days". */
  private Optional<Found> within(int at) {
    int place = -1;
    if (is(tokens, at, "within", "под", "за")) {
      place = at + 1;
    } else if (is(tokens, at, "in", "over") && is(tokens, at + 1, "the")) {
      place = at + 2;
    } else if (is(tokens, at, "в") && is(tokens, at + 1, "течение")) {
      place = at + 2;
    } else if (is(tokens, at, "в") && begins(tokens, at + 1, "ближайш")) {
      place = at + 1;
    }
    if (place < 0) {
      return Optional.empty();
    }
    int next = is(tokens, place, "the") ? place + 1 : place;
    next =
        is(tokens, next, "next", "coming") || begins(tokens, next, "ближайш", "следующ")
            ? next + 1
            : next;
    Count count = count(next);
    int unit = count.next();
    if (count.value() < 1 || count.value() > 200) {
      return Optional.empty();
    }
    boolean hours = is(tokens, unit, "hour", "hours", "часа", "часов");
    boolean some = is(tokens, unit, "days", "day", "дней", "дня", "суток", "день");
    if (!hours && !some || is(tokens, at, "под", "за")) {
      return Optional.empty();
    }
    int last = hours ? (count.value() + 23) / 24 : count.value();
    return Optional.of(new Found(at, unit + 1, Found.Grain.DAYS, days.within(last)));
  }

  /** What leans on another day, which only a person can find. */
  private Optional<Found> eve(int at) {
    if (is(tokens, at, "накануне")) {
      return Optional.of(Found.unplaced(at, at + 1));
    }
    if (is(tokens, at, "on") && is(tokens, at + 1, "the") && is(tokens, at + 2, "eve")) {
      return Optional.of(Found.unplaced(at, at + 3));
    }
    if (is(tokens, at, "the") && is(tokens, at + 1, "day") && is(tokens, at + 2, "before", "after")
        || is(tokens, at, "the", "on")
            && is(tokens, at + 1, "following", "next")
            && is(tokens, at + 2, "day")) {
      return Optional.of(Found.unplaced(at, at + 3));
    }
    if (begins(tokens, at, "следующ") && is(tokens, at + 1, "день", "дня")
        || is(tokens, at, "днем", "днями")
            && is(tokens, at + 1, "ранее", "раньше", "позже", "позднее")) {
      return Optional.of(Found.unplaced(at, at + 2));
    }
    return is(tokens, at, "day") && is(tokens, at + 1, "earlier", "later")
        ? Optional.of(Found.unplaced(at, at + 2))
        : Optional.empty();
  }

  /** How many, and where the unit stands; zero where there is no number. */
  private record Count(int value, int next) {}

  private Count count(int at) {
    int place = is(tokens, at, "a", "an") ? at + 1 : at;
    if (is(tokens, place, "couple", "пару", "пары")) {
      return new Count(2, is(tokens, place + 1, "of") ? place + 2 : place + 1);
    }
    Optional<Numerals.Number> number = Numerals.at(tokens, place).filter(each -> !each.isOrdinal());
    if (number.isPresent()) {
      int next =
          is(tokens, number.get().next(), "-") ? number.get().next() + 1 : number.get().next();
      return new Count(number.get().value(), next);
    }
    boolean one = place > at || is(tokens, place, "неделю", "день", "сутки", "час");
    return new Count(one ? 1 : 0, place);
  }

  private Found day(int first, int next, int later) {
    return new Found(first, next, Found.Grain.DAY, days.today(later));
  }
}

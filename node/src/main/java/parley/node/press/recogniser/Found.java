package parley.node.press.recogniser;

import java.time.LocalDate;
import java.util.List;
import parley.dossier.model.DateLevel;

/**
 * A time that words tell of, as far as it can be reckoned.
 *
 * @param first token of it
 * @param next the token behind it
 * @param spans the days that it can mean; empty where nobody but a person can say
 */
record Found(int first, int next, Grain grain, List<Span> spans) {
  /** How fine it is, and which disclosure allows as much. */
  enum Grain {
    HOUR(DateLevel.HOUR),
    DAY(DateLevel.DAY),
    DAYS(DateLevel.DAY),
    WEEK(DateLevel.WEEK),
    MONTH(DateLevel.WEEK),
    /** That there is a date, and no more. */
    AGREED(DateLevel.DATE_AGREED);

    private final DateLevel needed;

    Grain(DateLevel needed) {
      this.needed = needed;
    }

    DateLevel needed() {
      return needed;
    }
  }

  /** Days from the first to the last. */
  record Span(LocalDate from, LocalDate to) {
    static Span of(LocalDate day) {
      return new Span(day, day);
    }

    boolean isNear(LocalDate day) {
      return !day.isBefore(from.minusDays(1)) && !day.isAfter(to.plusDays(1));
    }
  }

  Found {
    spans = List.copyOf(spans);
  }

  static Found unplaced(int first, int next) {
    return new Found(first, next, Grain.DAY, List.of());
  }

  /** The same in the words from {@code other} on. */
  Found from(int other) {
    return new Found(other, next, grain, spans);
  }
}

package parley.node.talk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** What a date and a time of day, typed by somebody who thinks in her own zone, come to. */
public sealed interface EnteredTime {
  /** How far ahead a talk may be arranged; a year typed wrongly lies beyond it. */
  Duration FARTHEST = Duration.ofDays(3 * 366);

  /** One instant. */
  record At(Instant instant) implements EnteredTime {}

  /**
   * The clock was put back and shows this time twice.
   *
   * @param first the earlier instant, still by the old time
   * @param second the later one
   */
  record Twice(Instant first, Instant second) implements EnteredTime {}

  /**
   * The clock is put forward and never shows this time.
   *
   * @param before the last minute that exists before it
   * @param after the first that exists after it
   */
  record Never(LocalDateTime before, LocalDateTime after) implements EnteredTime {}

  /** It has passed. */
  record Past() implements EnteredTime {}

  /** It lies so far ahead that the year is probably mistyped. */
  record TooFar() implements EnteredTime {}

  /** It is not a date and a time of day. */
  record Unreadable() implements EnteredTime {}

  /** Which of two instants is meant where the clock shows a time twice. */
  enum Which {
    UNSAID,
    FIRST,
    SECOND
  }

  /** Reads {@code 2026-12-01} and {@code 13:00} by the clocks of {@code zone}. */
  static EnteredTime read(String date, String time, Which which, ZoneId zone, Instant now) {
    LocalDateTime local;
    try {
      local =
          LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time)).withSecond(0).withNano(0);
    } catch (DateTimeException notOne) {
      return new Unreadable();
    }
    if (local.getYear() < 1970 || local.getYear() > 9999) {
      return new Unreadable();
    }
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return checked(local.atZone(zone).toInstant(), now);
    }
    if (change.isGap()) {
      return new Never(change.getDateTimeBefore().minusMinutes(1), change.getDateTimeAfter());
    }
    Instant first = instant(local, change.getOffsetBefore());
    Instant second = instant(local, change.getOffsetAfter());
    return switch (which) {
      case UNSAID -> second.isAfter(now) ? new Twice(first, second) : new Past();
      case FIRST -> checked(first, now);
      case SECOND -> checked(second, now);
    };
  }

  private static Instant instant(LocalDateTime local, ZoneOffset offset) {
    return local.toInstant(offset);
  }

  private static EnteredTime checked(Instant instant, Instant now) {
    if (!instant.isAfter(now)) {
      return new Past();
    }
    return instant.isAfter(now.plus(FARTHEST)) ? new TooFar() : new At(instant);
  }
}

package parley.node.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Instants in the words of a page: days, times of day and offsets by one clock. */
public record Moments(Language language, ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** {@code Tuesday 1 December 2026, 13:00} or {@code вторник, 1 декабря 2026 г., 13:00}. */
  public String full(Instant instant) {
    return day(at(instant).toLocalDate()) + ", " + time(instant);
  }

  public String day(LocalDate day) {
    return format(day, language == Language.RU ? "EEEE, d MMMM y\u00a0'г.'" : "EEEE d MMMM y");
  }

  /** As {@link #full(Instant)} without the year: for what lies near. */
  public String brief(Instant instant) {
    ZonedDateTime at = at(instant);
    return format(at.toLocalDate(), language == Language.RU ? "EEEE, d MMMM" : "EEEE d MMMM")
        + ", "
        + time(instant);
  }

  /** A line of a record: {@code 23 Nov 2026, 10:15}. */
  public String stamp(Instant instant) {
    return format(
            at(instant).toLocalDate(), language == Language.RU ? "d MMM y\u00a0'г.'" : "d MMM y")
        + ", "
        + time(instant);
  }

  public String time(Instant instant) {
    return TIME.format(at(instant));
  }

  public String time(LocalDateTime local) {
    return TIME.format(local);
  }

  /**
   * {@code UTC+5}, {@code UTC}, {@code UTC+5:30}: the clock's distance then, which no reader can
   * take for another.
   */
  public String offset(Instant instant) {
    int seconds = at(instant).getOffset().getTotalSeconds();
    if (seconds == 0) {
      return "UTC";
    }
    int minutes = Math.abs(seconds) / 60;
    String rest = minutes % 60 == 0 ? "" : ":" + String.format("%02d", minutes % 60);
    return "UTC" + (seconds < 0 ? "−" : "+") + minutes / 60 + rest;
  }

  /** For the {@code datetime} of a time element. */
  public String machine(Instant instant) {
    return instant.toString();
  }

  private String format(LocalDate day, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, language.locale()).format(day);
  }

  private ZonedDateTime at(Instant instant) {
    return instant.atZone(zone);
  }
}

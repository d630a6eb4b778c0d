package parley.node.press.site;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import parley.node.words.Language;

/** Instants of release in words, by the press room's clock. */
record Dates(Language language, ZoneId zone) {
  /** {@code 26 November 2026}, {@code 26 ноября 2026 года}. */
  String day(Instant instant) {
    return format(instant, language == Language.RU ? "d MMMM y 'года'" : "d MMMM y");
  }

  /** The day and the time of day. */
  String minute(Instant instant) {
    return day(instant) + ", " + format(instant, "HH:mm");
  }

  private String format(Instant instant, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, language.locale()).format(instant.atZone(zone));
  }
}

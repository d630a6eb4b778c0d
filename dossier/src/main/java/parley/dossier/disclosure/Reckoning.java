package parley.dossier.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * By which clock and which weeks the day and the week of a date are told.
 *
 * <p>It belongs to the disclosure, not to the side that speaks: if each side used its own zone,
 * "next week" in one press room and "this week" in the other would together tell the hour of a talk
 * that lies at the edge.
 */
public record Reckoning(ZoneId zone, WeekRule weeks) {
  public Reckoning {
    Objects.requireNonNull(zone);
    Objects.requireNonNull(weeks);
  }

  LocalDate day(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  LocalDate week(Instant instant) {
    return weeks.weekOf(day(instant));
  }
}

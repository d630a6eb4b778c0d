package parley.dossier.disclosure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.Objects;

/** On which day a week begins. Sides differ in this, so a disclosure names it. */
public record WeekRule(DayOfWeek firstDay) {
  /** Weeks from Monday to Sunday, ISO 8601. */
  public static final WeekRule ISO = new WeekRule(DayOfWeek.MONDAY);

  public WeekRule {
    Objects.requireNonNull(firstDay);
  }

  /** The habit of a country, for example Sunday for {@link Locale#US}. */
  public static WeekRule of(Locale locale) {
    return new WeekRule(WeekFields.of(locale).getFirstDayOfWeek());
  }

  /** The first day of the week that holds {@code day}. */
  public LocalDate weekOf(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(firstDay));
  }
}

package parley.dossier.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import parley.dossier.model.DateLevel;

/**
 * A date with everything finer than its level taken away. Two instants that are equal at a level
 * give equal values.
 */
public sealed interface DisclosedDate {

  /** Nothing but that contact may take place. */
  record ContactPossible() implements DisclosedDate {}

  /** Nothing but that a date is agreed. */
  record DateAgreed() implements DisclosedDate {}

  /** The week that begins on {@code firstDay}. */
  record InWeek(LocalDate firstDay) implements DisclosedDate {}

  /** The day. */
  record OnDay(LocalDate day) implements DisclosedDate {}

  /** The day and the time of day; seconds are gone. */
  record AtHour(Instant minute) implements DisclosedDate {}

  /** Takes away from {@code agreed} what {@code level} does not allow. */
  static DisclosedDate of(Instant agreed, DateLevel level, Reckoning reckoning) {
    return switch (level) {
      case CONTACT_POSSIBLE -> new ContactPossible();
      case DATE_AGREED -> new DateAgreed();
      case WEEK -> new InWeek(reckoning.week(agreed));
      case DAY -> new OnDay(reckoning.day(agreed));
      case HOUR -> new AtHour(agreed.truncatedTo(ChronoUnit.MINUTES));
    };
  }

  /** The level whose words this is. */
  default DateLevel level() {
    return switch (this) {
      case ContactPossible() -> DateLevel.CONTACT_POSSIBLE;
      case DateAgreed() -> DateLevel.DATE_AGREED;
      case InWeek ignored -> DateLevel.WEEK;
      case OnDay ignored -> DateLevel.DAY;
      case AtHour ignored -> DateLevel.HOUR;
    };
  }
}

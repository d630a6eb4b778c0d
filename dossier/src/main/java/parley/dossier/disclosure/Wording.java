package parley.dossier.disclosure;

import java.time.LocalDate;

/**
 * The words of one language. Phrases carry their own prepositions and cases, so that they fit after
 * a verb.
 */
interface Wording {
  String comingDays();

  String agreedDate();

  String lastWeek();

  String thisWeek();

  String nextWeek();

  String inWeekOf(LocalDate firstDay, boolean withYear);

  String onDay(LocalDate day, boolean withYear);

  /** {@code day} as {@link #onDay} gave it, with the time of day by the clock of {@code side}. */
  String atTime(String day, String time, String side);

  String otherTime(String time, String side);

  String otherTimeOnDay(String time, String day, String side);

  String contactPossible();

  String dateHasBeenAgreed();

  String talkTakesPlace(String when, boolean past);
}

package parley.dossier.disclosure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;

/**
 * Russian: days in the accusative after "в" or "во", months and years in the genitive, weeks in the
 * prepositional.
 */
final class RussianWording implements Wording {
  @Override
  public String comingDays() {
    return "в ближайшие дни";
  }

  @Override
  public String agreedDate() {
    return "в согласованный день";
  }

  @Override
  public String lastWeek() {
    return "на прошлой неделе";
  }

  @Override
  public String thisWeek() {
    return "на этой неделе";
  }

  @Override
  public String nextWeek() {
    return "на следующей неделе";
  }

  @Override
  public String inWeekOf(LocalDate firstDay, boolean withYear) {
    return "на неделе с " + dayAndMonth(firstDay, withYear);
  }

  @Override
  public String onDay(LocalDate day, boolean withYear) {
    return weekday(day.getDayOfWeek()) + ", " + dayAndMonth(day, withYear);
  }

  @Override
  public String atTime(String day, String time, String side) {
    return day + ", в " + time + " " + bySide(side);
  }

  @Override
  public String otherTime(String time, String side) {
    return "в " + time + " " + bySide(side);
  }

  @Override
  public String otherTimeOnDay(String time, String day, String side) {
    return day + ", в " + time + " " + bySide(side);
  }

  @Override
  public String contactPossible() {
    return "контакт может состояться в ближайшие дни";
  }

  @Override
  public String dateHasBeenAgreed() {
    return "дата согласована";
  }

  @Override
  public String talkTakesPlace(String when, boolean past) {
    return (past ? "переговоры состоялись " : "переговоры состоятся ") + when;
  }

  /**
   * Names in -ия have a regular genitive; any other stays in the nominative after a noun that takes
   * the case for it.
   */
  private static String bySide(String side) {
    return side.endsWith("ия")
        ? "по времени " + side.substring(0, side.length() - 1) + "и"
        : "по времени стороны «" + side + "»";
  }

  private static String dayAndMonth(LocalDate day, boolean withYear) {
    String words = day.getDayOfMonth() + " " + month(day.getMonth());
    return withYear ? words + " " + day.getYear() + " года" : words;
  }

  private static String weekday(DayOfWeek day) {
    return switch (day) {
      case MONDAY -> "в понедельник";
      case TUESDAY -> "во вторник";
      case WEDNESDAY -> "в среду";
      case THURSDAY -> "в четверг";
      case FRIDAY -> "в пятницу";
      case SATURDAY -> "в субботу";
      case SUNDAY -> "в воскресенье";
    };
  }

  private static String month(Month month) {
    return switch (month) {
      case JANUARY -> "января";
      case FEBRUARY -> "февраля";
      case MARCH -> "марта";
      case APRIL -> "апреля";
      case MAY -> "мая";
      case JUNE -> "июня";
      case JULY -> "июля";
      case AUGUST -> "августа";
      case SEPTEMBER -> "сентября";
      case OCTOBER -> "октября";
      case NOVEMBER -> "ноября";
      case DECEMBER -> "декабря";
    };
  }
}

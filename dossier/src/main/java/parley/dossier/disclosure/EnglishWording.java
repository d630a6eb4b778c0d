package parley.dossier.disclosure;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;

final class EnglishWording implements Wording {
  @Override
  public String comingDays() {
    return "in the coming days";
  }

  @Override
  public String agreedDate() {
    return "on a date that has been agreed";
  }

  @Override
  public String lastWeek() {
    return "last week";
  }

  @Override
  public String thisWeek() {
    return "this week";
  }

  @Override
  public String nextWeek() {
    return "next week";
  }

  @Override
  public String inWeekOf(LocalDate firstDay, boolean withYear) {
    return "in the week of " + dayAndMonth(firstDay, withYear);
  }

  @Override
  public String onDay(LocalDate day, boolean withYear) {
    return "on "
        + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        + " "
        + dayAndMonth(day, withYear);
  }

  @Override
  public String atTime(String day, String time, String side) {
    return day + " at " + time + " " + side + " time";
  }

  @Override
  public String otherTime(String time, String side) {
    return time + " in " + side;
  }

  @Override
  public String otherTimeOnDay(String time, String day, String side) {
    return time + " " + day + " in " + side;
  }

  @Override
  public String contactPossible() {
    return "contact may take place in the coming days";
  }

  @Override
  public String dateHasBeenAgreed() {
    return "a date has been agreed";
  }

  @Override
  public String talkTakesPlace(String when, boolean past) {
    return (past ? "the talk took place " : "the talk will take place ") + when;
  }

  private static String dayAndMonth(LocalDate day, boolean withYear) {
    String words =
        day.getDayOfMonth() + " " + day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return withYear ? words + " " + day.getYear() : words;
  }
}

package parley.dossier.model;

import java.util.regex.Pattern;

/** What a term is about, for example {@code time} or {@code agenda/legal}. */
public record Matter(String key) implements Comparable<Matter> {
  private static final Pattern FORM =
      Pattern.compile(
          "time|format|participants|languages|room|(agenda|statement)/[A-Za-z0-9_-]{1,40}"
              + "|disclosure/(existence|date|format|participants|item/[A-Za-z0-9_-]{1,40})");

  public static final Matter TIME = new Matter("time");
  public static final Matter FORMAT = new Matter("format");
  public static final Matter PARTICIPANTS = new Matter("participants");
  public static final Matter LANGUAGES = new Matter("languages");
  public static final Matter ROOM = new Matter("room");

  public Matter {
    if (key.length() > 100 || !FORM.matcher(key).matches()) {
      throw Reason.VALUE_INVALID.because("matter");
    }
  }

  public static Matter item(ItemId item) {
    return new Matter("agenda/" + item);
  }

  public static Matter statement(ItemId id) {
    return new Matter("statement/" + id);
  }

  public static Matter disclosure(Subject subject) {
    return new Matter("disclosure/" + subject.key());
  }

  @Override
  public int compareTo(Matter other) {
    return key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return key;
  }
}

package parley.dossier.disclosure;

/**
 * How much of a talk's date may be known, from the least to the most. The order of the constants is
 * the order of the levels.
 */
public enum DateLevel {
  /** Contact may take place; nothing of a date. */
  CONTACT_POSSIBLE,
  /** There is an agreed date; nothing of which. */
  DATE_AGREED,
  /** The week, as reckoned by the disclosure. */
  WEEK,
  /** The day, as reckoned by the disclosure. */
  DAY,
  /** The day and the time of day, to the minute. */
  HOUR;

  /** Whether a side that may speak at this level may also say what {@code wanted} says. */
  public boolean allows(DateLevel wanted) {
    return wanted.compareTo(this) <= 0;
  }
}

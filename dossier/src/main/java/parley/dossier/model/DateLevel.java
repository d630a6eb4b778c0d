package parley.dossier.model;

import java.util.Locale;

/** How much of the date may be known, coarsest first. */
public enum DateLevel {
  CONTACT_POSSIBLE,
  DATE_AGREED,
  WEEK,
  DAY,
  HOUR;

  /** The format's word, for example {@code date-agreed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether saying {@code other} says no more than this level allows. */
  public boolean allows(DateLevel other) {
    return other.compareTo(this) <= 0;
  }
}

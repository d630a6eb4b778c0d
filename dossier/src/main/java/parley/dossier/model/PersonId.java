package parley.dossier.model;

import java.util.regex.Pattern;

/** A person within her delegation, for example {@code anna}. */
public record PersonId(String value) implements Comparable<PersonId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public PersonId {
    if (!FORM.matcher(value).matches()) {
      throw Reason.VALUE_INVALID.because("person id");
    }
  }

  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

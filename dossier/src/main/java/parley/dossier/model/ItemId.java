package parley.dossier.model;

import java.util.regex.Pattern;

/** An agenda item or a joint statement through all its wordings; chosen at random. */
public record ItemId(String value) implements Comparable<ItemId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  public ItemId {
    if (!FORM.matcher(value).matches()) {
      throw Reason.VALUE_INVALID.because("item id");
    }
  }

  @Override
  public int compareTo(ItemId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

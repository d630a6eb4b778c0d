package parley.node.press;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A draft's name on its side's desk. The statement that it becomes gets another, drawn at its
 * release.
 */
public record DraftId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** The id of 16 random bytes. */
  static DraftId of(byte[] random16) {
    return new DraftId(Base64.getUrlEncoder().withoutPadding().encodeToString(random16));
  }

  static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}

package parley.node.press;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A draft's name on its side's desk. The statement that it becomes gets another, drawn at its
 * release.
 */
public record DraftId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final int BYTES = 16;

  static DraftId drawn(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new DraftId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}

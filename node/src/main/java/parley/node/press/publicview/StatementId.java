package parley.node.press.publicview;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** A statement's name for ever: 16 random bytes as base64url. It tells no order and no time. */
public record StatementId(String value) implements Comparable<StatementId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final int BYTES = 16;

  public StatementId {
    if (!isId(value)) {
      throw new IllegalArgumentException("not a statement's id");
    }
  }

  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * A name that nobody can guess.
   *
   * @param random must be secure
   */
  public static StatementId drawn(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return of(bytes);
  }

  /** The id of 16 random bytes. */
  public static StatementId of(byte[] random16) {
    if (random16.length != BYTES) {
      throw new IllegalArgumentException("16 bytes expected");
    }
    return new StatementId(Base64.getUrlEncoder().withoutPadding().encodeToString(random16));
  }

  @Override
  public int compareTo(StatementId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

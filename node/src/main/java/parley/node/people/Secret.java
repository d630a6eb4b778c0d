package parley.node.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A bearer's secret: a sign-in link's or a session's token. It cannot be printed by accident; only
 * {@link #reveal()} shows it.
 */
public final class Secret {
  private static final int BYTES = 24;
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A new one: 192 bits of {@code random}. */
  public static Secret from(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What a browser sent; may be anything. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The secret itself, for a link or a cookie. */
  public String reveal() {
    return text;
  }

  /** What is stored of it: SHA-256 in hex. Enough entropy goes in, so no salt and no slow hash. */
  public String digest() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}

package parley.relay.stun;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * User name fragment and password of an ICE agent (RFC 8839 section 5.4).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param password 22 to 256 ice-chars; never printed
 */
public record IceCredentials(String ufrag, String password) {
  private static final String ICE_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

  /** Checks both against the grammar. */
  public IceCredentials {
    if (!UFRAG.matcher(ufrag).matches() || !PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException("ICE credentials outside the grammar of RFC 8839");
    }
  }

  /** Fresh credentials: 48 bits of name, 192 bits of password. Give a secure source. */
  public static IceCredentials random(RandomGenerator random) {
    return new IceCredentials(iceChars(random, 8), iceChars(random, 32));
  }

  private static String iceChars(RandomGenerator random, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "IceCredentials[ufrag=" + ufrag + ", password=[redacted]]";
  }
}

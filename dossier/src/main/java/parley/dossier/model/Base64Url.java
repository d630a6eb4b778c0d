package parley.dossier.model;

import java.util.Base64;

/** Base64url without padding (RFC 4648 section 5), canonical: one text per sequence of bytes. */
public final class Base64Url {
  /** Longest text of a 32-byte value. */
  public static final int MAX_DIGEST = 43;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** The bytes of a canonical text of at most {@code limit} characters. */
  public static byte[] decode(String text, int limit) {
    if (text.length() > limit) {
      throw Reason.TOO_LARGE.because("base64url of " + text.length() + " characters");
    }
    try {
      byte[] bytes = DECODER.decode(text);
      if (!ENCODER.encodeToString(bytes).equals(text)) {
        throw Reason.VALUE_INVALID.because("base64url is not canonical");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw Reason.VALUE_INVALID.because("not base64url");
    }
  }
}

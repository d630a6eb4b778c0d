package parley.dossier.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A text beside the log. The log holds its digest only: HMAC-SHA-256 with the salt as key over the
 * content's UTF-8 bytes, so an erased text cannot be guessed from what remains.
 *
 * @param salt 32 random bytes as base64url
 * @param content the exact text of the body; strict JSON written by {@code Bodies}
 */
public record Body(String salt, String content) {
  /** Largest content in characters. */
  public static final int MAX_CONTENT = 262_144;

  public Body {
    if (Base64Url.decode(salt, Base64Url.MAX_DIGEST).length != 32) {
      throw Reason.VALUE_INVALID.because("salt of 32 bytes expected");
    }
    if (content.length() > MAX_CONTENT) {
      throw Reason.TOO_LARGE.because("body of " + content.length() + " characters");
    }
  }

  /** The digest by which the log refers to this body. */
  public Digest digest() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64Url.decode(salt, Base64Url.MAX_DIGEST), "HmacSHA256"));
      return Digest.ofHash(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A body is private content: it never prints itself into a log. */
  @Override
  public String toString() {
    return "Body[" + content.length() + " characters]";
  }
}

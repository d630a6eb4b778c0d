package parley.node.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells our own forms from forged ones, in two ways that must both hold. The token is a MAC over
 * the host and a cookie of that host that no script can read: it is right only in a page that we
 * rendered for this browser. What the browser itself says of the request's origin must not
 * contradict.
 */
final class Csrf {
  /** The hidden field of every form. */
  static final String FIELD = "_csrf";

  private final SecretKeySpec key;

  Csrf(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** The token for a form on {@code origin} in the browser that holds {@code cookie}. */
  String token(String origin, String cookie) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] tag =
          mac.doFinal(("form\n" + origin + "\n" + cookie).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether {@code sent} is the token for this form. Takes the same time whatever is sent. */
  boolean isToken(String sent, String origin, String cookie) {
    return MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8),
        token(origin, cookie).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whether the headers that browsers set, and pages cannot, allow that the request came from a
   * page on {@code origin}. A header that is absent (empty here) says nothing.
   */
  static boolean isFromOurPage(String origin, String originHeader, String fetchSiteHeader) {
    boolean originAgrees = originHeader.isEmpty() || originHeader.equals(origin);
    boolean fetchSiteAgrees = fetchSiteHeader.isEmpty() || fetchSiteHeader.equals("same-origin");
    return originAgrees && fetchSiteAgrees;
  }
}

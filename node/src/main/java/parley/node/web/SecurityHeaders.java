package parley.node.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers that every answer carries. Scripts, styles and connections come from the same host
 * only; nothing is inline.
 */
final class SecurityHeaders {
  private static final String CONTENT_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "font-src 'self'",
          "img-src 'self'",
          "media-src 'self' blob:",
          "worker-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private static final Map<String, String> EVERYWHERE = everywhere();

  private SecurityHeaders() {}

  /**
   * The headers for a place; a feature's own come after and may replace what is for it to say, such
   * as caching.
   */
  static Map<String, String> at(Site site) {
    Map<String, String> headers = new LinkedHashMap<>(EVERYWHERE);
    headers.put("Permissions-Policy", permissions(site == Site.SEAT ? "(self)" : "()"));
    headers.put("Cache-Control", site == Site.PRESS ? "no-cache" : "no-store");
    if (site == Site.PRESS) {
      headers.put("Vary", "Accept-Language");
    }
    return headers;
  }

  private static Map<String, String> everywhere() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", CONTENT_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    return headers;
  }

  private static String permissions(String devices) {
    return "camera="
        + devices
        + ", microphone="
        + devices
        + ", display-capture="
        + devices
        + ", fullscreen="
        + devices
        + ", geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=()";
  }
}

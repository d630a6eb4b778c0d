package parley.relay;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * SHA-256 digest of a DTLS certificate as SDP writes it (RFC 8122 section 5).
 *
 * @param sha256 32 pairs of hexadecimal digits with colons between; kept in upper case
 */
public record CertificateFingerprint(String sha256) {
  private static final Pattern FORM = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31}");

  public CertificateFingerprint {
    sha256 = Objects.requireNonNull(sha256).toUpperCase(Locale.ROOT);
    if (!FORM.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a SHA-256 fingerprint has 32 pairs of digits");
    }
  }
}

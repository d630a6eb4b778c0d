package parley.relay.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 fingerprint of a certificate, as signalling carries it (RFC 8122 section 5). */
public final class Fingerprint {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
  private static final int SHA_256_LENGTH = 32;

  private final byte[] digest;

  private Fingerprint(byte[] digest) {
    this.digest = digest;
  }

  /**
   * Reads {@code AB:CD:…}, 32 bytes in hexadecimal.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static Fingerprint parse(String colonHex) {
    byte[] digest = COLONS.parseHex(colonHex.strip());
    if (digest.length != SHA_256_LENGTH) {
      throw new IllegalArgumentException("a sha-256 fingerprint has 32 bytes");
    }
    return new Fingerprint(digest);
  }

  /** The fingerprint of a certificate's DER bytes. */
  public static Fingerprint ofCertificate(byte[] der) {
    try {
      return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && MessageDigest.isEqual(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** The form {@code AB:CD:…}. */
  @Override
  public String toString() {
    return COLONS.formatHex(digest);
  }
}

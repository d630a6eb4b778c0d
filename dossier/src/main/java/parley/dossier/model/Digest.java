package parley.dossier.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 hash as 43 characters of base64url: of an entry, an act, credentials or a body. */
public record Digest(String value) implements Comparable<Digest> {
  public Digest {
    if (Base64Url.decode(value, Base64Url.MAX_DIGEST).length != 32) {
      throw Reason.VALUE_INVALID.because("digest of 32 bytes expected");
    }
  }

  public static Digest of(byte[] bytes) {
    return ofHash(sha256(bytes));
  }

  public static Digest of(String ascii) {
    return of(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** The digest that is this hash, already computed. */
  public static Digest ofHash(byte[] hash) {
    return new Digest(Base64Url.encode(hash));
  }

  public byte[] bytes() {
    return Base64Url.decode(value, Base64Url.MAX_DIGEST);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int compareTo(Digest other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

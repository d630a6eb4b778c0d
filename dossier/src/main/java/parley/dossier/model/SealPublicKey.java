package parley.dossier.model;

import java.nio.charset.StandardCharsets;
import parley.dossier.crypto.Ed25519;

/**
 * An Ed25519 public key (RFC 8032) of prime order: 32 bytes as base64url, the {@code x} of a JWK.
 */
public record SealPublicKey(String x) {
  public SealPublicKey {
    if (!Ed25519.isPublicKey(Base64Url.decode(x, Base64Url.MAX_DIGEST))) {
      throw Reason.VALUE_INVALID.because("Ed25519 key expected");
    }
  }

  public byte[] bytes() {
    return Base64Url.decode(x, Base64Url.MAX_DIGEST);
  }

  /** RFC 7638 thumbprint with SHA-256; the {@code kid} of what this key signs. */
  public String thumbprint() {
    String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
    return Digest.of(jwk.getBytes(StandardCharsets.US_ASCII)).value();
  }

  /** What credentials commit to as the hash of their next key. */
  public Digest commitment() {
    return Digest.of(bytes());
  }
}

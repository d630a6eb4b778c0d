package parley.node.press.publicview;

/**
 * An Ed25519 public key.
 *
 * @param x its 32 bytes as base64url
 * @param thumbprint of RFC 7638; the {@code kid} of what it signs
 */
public record PublicKey(String x, String thumbprint) {
  /** The key as a JWK, RFC 8037. */
  public String jwk() {
    return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"Ed25519\",\"use\":\"sig\",\"kid\":\""
        + thumbprint
        + "\",\"x\":\""
        + x
        + "\"}\n";
  }
}

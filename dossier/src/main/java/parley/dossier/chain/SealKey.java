package parley.dossier.chain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import parley.dossier.crypto.Ed25519;
import parley.dossier.model.Base64Url;
import parley.dossier.model.SealPublicKey;
import parley.dossier.wire.Jws;

/** A delegation's Ed25519 key pair. Its owner keeps the 32-byte seed and nothing else. */
public final class SealKey {
  private final byte[] seed;
  private final SealPublicKey publicKey;

  private SealKey(byte[] seed) {
    this.seed = seed;
    this.publicKey = new SealPublicKey(Base64Url.encode(Ed25519.publicKey(seed)));
  }

  /** The key of this RFC 8032 seed of 32 bytes. */
  public static SealKey ofSeed(byte[] seed32) {
    return new SealKey(seed32.clone());
  }

  public SealPublicKey publicKey() {
    return publicKey;
  }

  /** A compact JWS of this type over the payload; statements use it with the statement key. */
  public String sign(String type, byte[] payload) {
    return Jws.sign(type, payload, publicKey, seed);
  }

  /** The private half as the JDK's TLS takes it; a line key's certificate is made with it. */
  public PrivateKey privateKey() {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

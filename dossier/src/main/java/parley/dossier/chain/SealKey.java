package parley.dossier.chain;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import parley.dossier.model.Base64Url;
import parley.dossier.model.SealPublicKey;

/** A delegation's Ed25519 key pair. Its owner keeps the 32-byte seed and nothing else. */
public final class SealKey {
  private final PrivateKey privateKey;
  private final SealPublicKey publicKey;

  private SealKey(PrivateKey privateKey, SealPublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** The key of this RFC 8032 seed of 32 bytes. */
  public static SealKey ofSeed(byte[] seed32) {
    if (seed32.length != 32) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(java.security.spec.NamedParameterSpec.ED25519, new FixedRandom(seed32));
      var pair = generator.generateKeyPair();
      return new SealKey(pair.getPrivate(), encode((EdECPublicKey) pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public SealPublicKey publicKey() {
    return publicKey;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  private static SealPublicKey encode(EdECPublicKey key) {
    byte[] bigEndian = key.getPoint().getY().toByteArray();
    byte[] encoded = new byte[32];
    for (int i = 0; i < bigEndian.length && i < 32; i++) {
      encoded[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      encoded[31] |= (byte) 0x80;
    }
    return new SealPublicKey(Base64Url.encode(encoded));
  }

  /** Hands the generator the seed; the JDK offers no other way from a seed to a public key. */
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] seed;

    FixedRandom(byte[] seed) {
      this.seed = Arrays.copyOf(seed, seed.length);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

package parley.dossier.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import parley.dossier.model.Reason;

/** Ed25519 (RFC 8032) between raw bytes and the JDK's keys. */
public final class Ed25519 {
  private static final String NAME = "Ed25519";

  private Ed25519() {}

  /** The key pair of a 32-byte seed. */
  public static KeyPair ofSeed(byte[] seed32) {
    if (seed32.length != 32) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, SeededRandom.repeating(seed32));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The 32 bytes of RFC 8032 section 5.1.2. */
  public static byte[] encode(PublicKey key) {
    EdECPoint point = ((EdECPublicKey) key).getPoint();
    byte[] bigEndian = point.getY().toByteArray();
    byte[] encoded = new byte[32];
    for (int i = 0; i < bigEndian.length && i < 32; i++) {
      encoded[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (point.isXOdd()) {
      encoded[31] |= (byte) 0x80;
    }
    return encoded;
  }

  /** The key of 32 bytes (RFC 8032 section 5.1.3). */
  public static PublicKey decode(byte[] encoded) {
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = encoded[31 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    try {
      return KeyFactory.getInstance(NAME)
          .generatePublic(
              new EdECPublicKeySpec(
                  NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
    } catch (GeneralSecurityException e) {
      throw Reason.VALUE_INVALID.because("Ed25519 key");
    }
  }

  public static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}

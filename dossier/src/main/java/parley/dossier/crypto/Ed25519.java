package parley.dossier.crypto;

import static org.bouncycastle.math.ec.rfc8032.Ed25519.PUBLIC_KEY_SIZE;
import static org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

/**
 * Ed25519 (RFC 8032) on raw bytes, by Bouncy Castle: it verifies about ten times as fast as the JDK
 * 25, and that is what verifying a dossier consists of.
 */
public final class Ed25519 {
  private static final int SEED_SIZE = 32;

  private Ed25519() {}

  /** The public key of a 32-byte seed. */
  public static byte[] publicKey(byte[] seed32) {
    byte[] key = new byte[PUBLIC_KEY_SIZE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(checked(seed32), 0, key, 0);
    return key;
  }

  public static byte[] sign(byte[] seed32, byte[] message) {
    byte[] signature = new byte[SIGNATURE_SIZE];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        checked(seed32), 0, message, 0, message.length, signature, 0);
    return signature;
  }

  public static boolean verify(byte[] publicKey32, byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_SIZE
        && publicKey32.length == PUBLIC_KEY_SIZE
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature, 0, publicKey32, 0, message, 0, message.length);
  }

  private static byte[] checked(byte[] seed32) {
    if (seed32.length != SEED_SIZE) {
      throw new IllegalArgumentException("a seed has 32 bytes");
    }
    return seed32;
  }
}

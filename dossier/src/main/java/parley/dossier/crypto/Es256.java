package parley.dossier.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * An ES256 public key: ECDSA on P-256 with SHA-256, signatures in DER as WebAuthn has them. By
 * Bouncy Castle, for the same reason as {@link Ed25519}.
 */
public final class Es256 {
  private static final ECDomainParameters P256 =
      new ECDomainParameters(CustomNamedCurves.getByName("P-256"));

  private final ECPublicKeyParameters key;

  /**
   * The key of this point.
   *
   * @param point uncompressed, as in SEC 1: 4, then x and y of 32 bytes each
   * @throws IllegalArgumentException if it is not on the curve
   */
  public Es256(byte[] point) {
    this.key = new ECPublicKeyParameters(P256.getCurve().decodePoint(point), P256);
  }

  public boolean verify(byte[] message, byte[] der) {
    try {
      BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(P256.getN(), der);
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, key);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(message);
      return verifier.verifySignature(hash, pair[0], pair[1]);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException | RuntimeException e) { // whatever the library meets in foreign bytes
      return false;
    }
  }
}

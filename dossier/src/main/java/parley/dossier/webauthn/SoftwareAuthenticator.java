package parley.dossier.webauthn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import parley.dossier.crypto.Ed25519;
import parley.dossier.crypto.SeededRandom;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonKey;

/**
 * An authenticator without hardware: real WebAuthn assertions by a key in memory. For the demo and
 * tests; its keys carry the DEMO mark.
 */
public final class SoftwareAuthenticator {
  private static final byte USER_PRESENT_AND_VERIFIED = 0b101;

  private final UnaryOperator<byte[]> signer;
  private final String origin;
  private final PersonKey key;

  private SoftwareAuthenticator(
      UnaryOperator<byte[]> signer, byte[] cose, String rpId, String origin) {
    this.signer = signer;
    this.origin = origin;
    this.key = new PersonKey(Base64Url.encode(cose), rpId, true);
  }

  /** The authenticator whose Ed25519 key has this seed; the same seed gives the same person key. */
  public static SoftwareAuthenticator ofSeed(byte[] seed32, String rpId, String origin) {
    byte[] seed = seed32.clone();
    // COSE_Key (RFC 9053 section 7.2): {1: OKP, 3: EdDSA, -1: Ed25519, -2: x}
    byte[] cose =
        concat(
            new byte[] {(byte) 0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20},
            Ed25519.publicKey(seed));
    return new SoftwareAuthenticator(message -> Ed25519.sign(seed, message), cose, rpId, origin);
  }

  /** The same with an ES256 key, as most passkeys have. */
  public static SoftwareAuthenticator ofSeedEs256(byte[] seed32, String rpId, String origin) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), SeededRandom.stream(seed32));
      KeyPair pair = generator.generateKeyPair();
      var point = ((ECPublicKey) pair.getPublic()).getW();
      // COSE_Key (RFC 9053 section 7.1): {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y}
      byte[] cose =
          concat(
              new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
              unsigned32(point.getAffineX().toByteArray()),
              new byte[] {0x22, 0x58, 0x20},
              unsigned32(point.getAffineY().toByteArray()));
      return new SoftwareAuthenticator(
          message -> es256(pair.getPrivate(), message), cose, rpId, origin);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Her public key, for the credentials. */
  public PersonKey key() {
    return key;
  }

  /**
   * Signs the challenge as a browser at this authenticator's origin would.
   *
   * @param counter the signature counter; 0 for an authenticator that keeps none
   */
  public Assertion sign(byte[] challenge, long counter) {
    String clientData =
        "{\"type\":\"webauthn.get\",\"challenge\":\""
            + Base64Url.encode(challenge)
            + "\",\"origin\":\""
            + origin
            + "\",\"crossOrigin\":false}";
    return sign(clientData, USER_PRESENT_AND_VERIFIED, counter);
  }

  /** Signs any client data with any flags; tests make wrong assertions with it. */
  Assertion sign(String clientData, byte flags, long counter) {
    byte[] rpIdHash = Digest.of(key.rpId().getBytes(StandardCharsets.US_ASCII)).bytes();
    return sign(
        clientData, ByteBuffer.allocate(37).put(rpIdHash).put(flags).putInt((int) counter).array());
  }

  /** Signs any client data and authenticator data. */
  Assertion sign(String clientDataText, byte[] authenticatorData) {
    byte[] clientData = clientDataText.getBytes(StandardCharsets.UTF_8);
    byte[] message = Assertions.signed(authenticatorData, clientData);
    return new Assertion(
        Base64Url.encode(authenticatorData),
        Base64Url.encode(clientData),
        Base64Url.encode(signer.apply(message)));
  }

  /** ECDSA takes its nonce from key and message here, so that vectors can be made again. */
  private static byte[] es256(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      byte[] secret = concat(key.getEncoded(), message);
      signature.initSign(key, SeededRandom.stream(Digest.of(secret).bytes()));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned32(byte[] bigEndian) {
    byte[] fixed = new byte[32];
    int length = Math.min(32, bigEndian.length);
    System.arraycopy(bigEndian, bigEndian.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}

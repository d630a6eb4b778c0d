package parley.dossier.webauthn;

import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.ClientDataType;
import com.webauthn4j.data.client.CollectedClientData;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import parley.dossier.crypto.Ed25519;
import parley.dossier.crypto.Es256;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Reason;

/**
 * Checks WebAuthn assertions (Level 3 section 7.2, the steps that concern what a relying party
 * keeps). Keys once decoded are kept. One thread.
 */
public final class Assertions {
  private static final int MAX_PART = 8_192;
  private static final ObjectConverter CONVERTER = new ObjectConverter();
  private static final CollectedClientDataConverter CLIENT_DATA =
      new CollectedClientDataConverter(CONVERTER);

  // Authenticator data begin with the hash of the relying party's id; WebAuthn section 6.1.
  private static final int FLAGS_OFFSET = 32;
  private static final int COUNTER_OFFSET = 33;
  private static final int PRESENT_AND_VERIFIED = 0b101;

  private final Map<String, Key> keys = new HashMap<>();

  /** A person's public key, which can check her signatures. */
  private interface Key {
    boolean verify(byte[] message, byte[] signature);
  }

  /** With no key known yet. */
  public Assertions() {}

  /**
   * Checks that the holder of the key signed the challenge, present and verified, at her own site.
   *
   * @return the authenticator's counter; 0 if it keeps none
   */
  public long verify(PersonKey personKey, Assertion assertion, byte[] challenge) {
    byte[] clientDataBytes = Base64Url.decode(assertion.clientData(), MAX_PART);
    byte[] authenticatorBytes = Base64Url.decode(assertion.authenticatorData(), MAX_PART);
    checkClientData(clientDataBytes, personKey, challenge);
    long counter = checkAuthenticatorData(authenticatorBytes, personKey);
    Key key = keys.computeIfAbsent(personKey.cose(), Assertions::decode);
    byte[] signature = Base64Url.decode(assertion.signature(), MAX_PART);
    if (!key.verify(signed(authenticatorBytes, clientDataBytes), signature)) {
      throw Reason.ASSERTION_INVALID.because("signature");
    }
    return counter;
  }

  /** Refuses a public key that is neither ES256 nor Ed25519. */
  public void check(PersonKey personKey) {
    keys.computeIfAbsent(personKey.cose(), Assertions::decode);
  }

  /** What the authenticator signs: its data and the hash of the client's. */
  static byte[] signed(byte[] authenticatorData, byte[] clientData) {
    byte[] hash = Digest.of(clientData).bytes();
    byte[] signed = Arrays.copyOf(authenticatorData, authenticatorData.length + hash.length);
    System.arraycopy(hash, 0, signed, authenticatorData.length, hash.length);
    return signed;
  }

  private static void checkClientData(byte[] bytes, PersonKey personKey, byte[] challenge) {
    CollectedClientData clientData = clientData(bytes);
    if (!ClientDataType.WEBAUTHN_GET.equals(clientData.getType())) {
      throw Reason.ASSERTION_INVALID.because("type");
    }
    if (!Arrays.equals(clientData.getChallenge().getValue(), challenge)) {
      throw Reason.ASSERTION_INVALID.because("challenge");
    }
    if (Boolean.TRUE.equals(clientData.getCrossOrigin())) {
      throw Reason.ASSERTION_ORIGIN.because("signed inside a foreign page");
    }
    checkOrigin(clientData.getOrigin().toString(), personKey.rpId());
  }

  private static CollectedClientData clientData(byte[] bytes) {
    try {
      CollectedClientData clientData = CLIENT_DATA.convert(bytes);
      if (clientData == null
          || clientData.getType() == null
          || clientData.getChallenge() == null
          || clientData.getOrigin() == null) {
        throw Reason.ASSERTION_INVALID.because("client data is incomplete");
      }
      return clientData;
    } catch (parley.dossier.model.Refusal e) {
      throw e;
    } catch (RuntimeException e) { // whatever the library meets in foreign bytes
      throw Reason.ASSERTION_INVALID.because("client data");
    }
  }

  /** The origin is the relying party or below it, by https, or by http on this machine itself. */
  private static void checkOrigin(String origin, String rpId) {
    URI uri;
    try {
      uri = URI.create(origin);
    } catch (IllegalArgumentException e) {
      throw Reason.ASSERTION_ORIGIN.because("malformed");
    }
    String host = uri.getHost() == null ? "" : uri.getHost();
    boolean local = host.equals("localhost") || host.endsWith(".localhost");
    boolean secure = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && local;
    boolean covered = host.equals(rpId) || host.endsWith("." + rpId);
    if (!secure || !covered) {
      throw Reason.ASSERTION_ORIGIN.because("origin is not the relying party's");
    }
  }

  private static long checkAuthenticatorData(byte[] bytes, PersonKey personKey) {
    if (bytes.length < COUNTER_OFFSET + Integer.BYTES) {
      throw Reason.ASSERTION_INVALID.because("authenticator data");
    }
    byte[] rpIdHash = Digest.of(personKey.rpId().getBytes(StandardCharsets.US_ASCII)).bytes();
    if (!Arrays.equals(bytes, 0, FLAGS_OFFSET, rpIdHash, 0, rpIdHash.length)) {
      throw Reason.ASSERTION_ORIGIN.because("relying party");
    }
    if ((bytes[FLAGS_OFFSET] & PRESENT_AND_VERIFIED) != PRESENT_AND_VERIFIED) {
      throw Reason.ASSERTION_INVALID.because("the person was not present and verified");
    }
    return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(COUNTER_OFFSET));
  }

  private static Key decode(String cose) {
    try {
      byte[] bytes = Base64Url.decode(cose, MAX_PART);
      COSEKey key = CONVERTER.getCborMapper().readValue(bytes, COSEKey.class);
      key.validate();
      COSEAlgorithmIdentifier algorithm = key.getAlgorithm();
      if (COSEAlgorithmIdentifier.ES256.equals(algorithm)
          && key.getPublicKey() instanceof ECPublicKey point) {
        return new Es256(point.getW())::verify;
      }
      if (COSEAlgorithmIdentifier.EdDSA.equals(algorithm) && key instanceof EdDSACOSEKey edwards) {
        byte[] x = edwards.getX();
        return (message, signature) -> Ed25519.verify(x, message, signature);
      }
    } catch (RuntimeException e) { // whatever the library meets in foreign bytes
      throw Reason.CREDENTIALS_INVALID.because("a person's key cannot be read");
    }
    throw Reason.ALGORITHM_NOT_ALLOWED.because("a person's key is neither ES256 nor Ed25519");
  }
}

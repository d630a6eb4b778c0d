package parley.dossier.webauthn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final ObjectReader CLIENT_DATA =
      new ObjectMapper().reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern ORIGIN = Pattern.compile("(https?)://([a-z0-9.-]+)(:[0-9]{1,5})?");

  // The two COSE_Keys (RFC 9053 section 7) in the only encoding that authenticators may use
  // (CTAP2 canonical CBOR): what stands before x, and between x and y.
  private static final byte[] ED25519 = HexFormat.of().parseHex("a4010103272006215820");
  private static final byte[] ES256 = HexFormat.of().parseHex("a5010203262001215820");
  private static final byte[] ES256_Y = HexFormat.of().parseHex("225820");
  private static final int COORDINATE = 32;
  private static final byte UNCOMPRESSED = 4;

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
    JsonNode clientData = clientData(bytes);
    if (!"webauthn.get".equals(clientData.path("type").textValue())) {
      throw Reason.ASSERTION_INVALID.because("type");
    }
    if (!Base64Url.encode(challenge).equals(clientData.path("challenge").textValue())) {
      throw Reason.ASSERTION_INVALID.because("challenge");
    }
    if (clientData.path("crossOrigin").booleanValue()) {
      throw Reason.ASSERTION_ORIGIN.because("signed inside a foreign page");
    }
    checkOrigin(clientData.path("origin").asText(""), personKey.rpId());
  }

  private static JsonNode clientData(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      JsonNode clientData = CLIENT_DATA.readTree(text);
      if (clientData.isObject()) {
        return clientData;
      }
    } catch (CharacterCodingException | JsonProcessingException e) {
      // said below
    }
    throw Reason.ASSERTION_INVALID.because("client data");
  }

  /** The origin is the relying party or below it, by https, or by http on this machine itself. */
  private static void checkOrigin(String origin, String rpId) {
    Matcher parts = ORIGIN.matcher(origin);
    if (!parts.matches()) {
      throw Reason.ASSERTION_ORIGIN.because("malformed");
    }
    String host = parts.group(2);
    boolean local = host.equals("localhost") || host.endsWith(".localhost");
    boolean secure = parts.group(1).equals("https") || local;
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
    byte[] bytes = Base64Url.decode(cose, MAX_PART);
    if (bytes.length == ED25519.length + COORDINATE && startsWith(bytes, 0, ED25519)) {
      byte[] x = Arrays.copyOfRange(bytes, ED25519.length, bytes.length);
      if (!Ed25519.isPublicKey(x)) {
        throw Reason.CREDENTIALS_INVALID.because("a person's key is no key of its curve");
      }
      return (message, signature) -> Ed25519.verify(x, message, signature);
    }
    int afterX = ES256.length + COORDINATE;
    if (bytes.length == afterX + ES256_Y.length + COORDINATE
        && startsWith(bytes, 0, ES256)
        && startsWith(bytes, afterX, ES256_Y)) {
      byte[] point =
          ByteBuffer.allocate(1 + 2 * COORDINATE)
              .put(UNCOMPRESSED)
              .put(bytes, ES256.length, COORDINATE)
              .put(bytes, afterX + ES256_Y.length, COORDINATE)
              .array();
      return es256(point)::verify;
    }
    throw Reason.ALGORITHM_NOT_ALLOWED.because("a person's key is neither ES256 nor Ed25519");
  }

  private static Es256 es256(byte[] point) {
    try {
      return new Es256(point);
    } catch (IllegalArgumentException e) {
      throw Reason.CREDENTIALS_INVALID.because("a person's key is no key of its curve");
    }
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] start) {
    return Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
  }
}

package parley.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonKey;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.SoftwareAuthenticator;
import parley.node.people.Passkeys;

/**
 * A passkey and the browser around it, without either: what it answers is what they would answer to
 * the options of a page of its origin.
 */
public final class TestPasskey {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte PRESENT_VERIFIED_ATTESTED = 0x45;

  private final SoftwareAuthenticator authenticator;
  private final String origin;
  private final byte[] credential;
  private long counter;

  /**
   * @param origin of the page, such as {@code http://anna.norland.localhost:8080}
   */
  public TestPasskey(RandomGenerator random, String origin) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    this.origin = origin;
    this.credential = Digest.of(seed).bytes();
    this.authenticator =
        SoftwareAuthenticator.ofSeedEs256(seed, java.net.URI.create(origin).getHost(), origin);
  }

  /** Counts its signatures from here on. */
  public TestPasskey counting(long from) {
    counter = from;
    return this;
  }

  /** Its public key as a real passkey's: without the DEMO mark. */
  public PersonKey key() {
    return new PersonKey(authenticator.key().cose(), authenticator.key().rpId(), false);
  }

  public String credential() {
    return Base64Url.encode(credential);
  }

  /** As if it had been made and checked. */
  public Passkeys.Made made() {
    return new Passkeys.Made(credential(), key(), counter);
  }

  /** Signs a challenge. */
  public Assertion sign(byte[] challenge) {
    return authenticator.sign(challenge, counter == 0 ? 0 : counter++);
  }

  /** Answers {@code navigator.credentials.get}. */
  public Passkeys.Touch touch(String options) {
    return new Passkeys.Touch(credential(), sign(challenge(options)));
  }

  /** The same as the fields of a form. */
  public Map<String, String> touched(String options) {
    Passkeys.Touch touch = touch(options);
    return Map.of(
        "passkey.credential", touch.credential(),
        "passkey.client", touch.assertion().clientData(),
        "passkey.authenticator", touch.assertion().authenticatorData(),
        "passkey.signature", touch.assertion().signature());
  }

  /** Answers {@code navigator.credentials.create}. */
  public Passkeys.Making make(String options) {
    String clientData =
        "{\"type\":\"webauthn.create\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
            .formatted(Base64Url.encode(challenge(options)), origin);
    return new Passkeys.Making(
        Base64Url.encode(clientData.getBytes(StandardCharsets.UTF_8)),
        Base64Url.encode(attestation()));
  }

  /** The same as the fields of a form. */
  public Map<String, String> makingOf(String options) {
    Passkeys.Making making = make(options);
    return Map.of(
        "passkey.client", making.clientData(), "passkey.attestation", making.attestation());
  }

  /** The options of the form on a page, as the page's script reads them. */
  public static String options(String page) {
    int at = page.indexOf("data-options=\"") + "data-options=\"".length();
    return page.substring(at, page.indexOf('"', at)).replace("&#34;", "\"").replace("&quot;", "\"");
  }

  private static byte[] challenge(String options) {
    try {
      JsonNode read = JSON.readTree(options);
      return Base64.getUrlDecoder().decode(read.get("challenge").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(options, e);
    }
  }

  /** CBOR: {"fmt": "none", "attStmt": {}, "authData": …}. WebAuthn section 6.5.4. */
  private byte[] attestation() {
    byte[] cose = Base64.getUrlDecoder().decode(authenticator.key().cose());
    byte[] rpIdHash =
        Digest.of(authenticator.key().rpId().getBytes(StandardCharsets.US_ASCII)).bytes();
    byte[] data =
        ByteBuffer.allocate(37 + 16 + 2 + credential.length + cose.length)
            .put(rpIdHash)
            .put(PRESENT_VERIFIED_ATTESTED)
            .putInt((int) counter)
            .put(new byte[16])
            .putShort((short) credential.length)
            .put(credential)
            .put(cose)
            .array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xA3);
    text(out, "fmt");
    text(out, "none");
    text(out, "attStmt");
    out.write(0xA0);
    text(out, "authData");
    out.write(0x58);
    out.write(data.length);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(0x60 + text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}

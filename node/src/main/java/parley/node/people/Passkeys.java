package parley.node.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import parley.dossier.model.Base64Url;
import parley.dossier.model.PersonKey;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.Assertions;
import parley.node.people.Challenges.Purpose;
import parley.node.words.Language;

/**
 * The ceremonies of passkeys at a person's own host: making one, signing in by it, proving by a
 * touch that she is still there. What is signed for a talk is not asked for here. Any thread.
 */
public final class Passkeys {
  /** COSE algorithms in order of preference: Ed25519, then ES256. */
  private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256);

  private static final int MAX_PART = 8_192;
  private static final int HANDLE_BYTES = 16;
  private static final long PATIENCE_MILLIS = 120_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectConverter CONVERTER = new ObjectConverter();

  private final PersonKeys keys;
  private final Function<DelegateId, String> origins;
  private final RandomGenerator random;
  private final Challenges challenges;
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);

  /**
   * A passkey that was made and checked, and is not hers yet.
   *
   * @param credential the authenticator's name for it
   */
  public record Made(String credential, PersonKey key, long counter) {}

  /**
   * What a browser sends when a passkey was made, each part as base64url.
   *
   * @param clientData the bytes of clientDataJSON
   */
  public record Making(String clientData, String attestation) {}

  /**
   * What a browser sends when a passkey was touched.
   *
   * @param credential the authenticator's name for it, as base64url
   */
  public record Touch(String credential, Assertion assertion) {}

  /**
   * @param origins of people's own pages
   * @param random secure
   */
  public Passkeys(
      PersonKeys keys, Function<DelegateId, String> origins, Clock clock, RandomGenerator random) {
    this.keys = keys;
    this.origins = origins;
    this.random = random;
    this.challenges = new Challenges(clock, random);
  }

  /**
   * What {@code navigator.credentials.create} is to be asked, as JSON. Each passkey is an account
   * of its own to the authenticator: a new one must not overwrite one that still counts in a talk.
   */
  public String toMake(Delegate person, Language language) {
    byte[] handle = new byte[HANDLE_BYTES];
    random.nextBytes(handle);
    String id = person.id().toString();
    return json(
        Map.of(
            "rp",
            Map.of("id", rpId(person.id()), "name", "Parley"),
            "user",
            Map.of(
                "id", Base64Url.encode(handle), "name", id, "displayName", person.name(language)),
            "challenge",
            challenges.issue(Purpose.REGISTER, person.id()),
            "pubKeyCredParams",
            ALGORITHMS.stream()
                .map(each -> Map.of("type", "public-key", "alg", each.getValue()))
                .toList(),
            "authenticatorSelection",
            Map.of(
                "residentKey", "required",
                "requireResidentKey", true,
                "userVerification", "required"),
            "attestation",
            "none",
            "timeout",
            PATIENCE_MILLIS));
  }

  /** Checks what the browser answered to {@link #toMake}; storing it is the caller's. */
  public Checked<Made> made(DelegateId person, Making making) {
    Optional<RegistrationData> parsed = ofForeign(() -> manager.parse(request(making)));
    Optional<byte[]> challenge = parsed.flatMap(data -> challenge(data.getCollectedClientData()));
    if (challenge.isEmpty()) {
      return new Checked.Bad<>(Checked.Fault.INVALID);
    }
    if (!challenges.isGood(challenge.get(), Purpose.REGISTER, person)) {
      return new Checked.Bad<>(Checked.Fault.STALE);
    }
    RegistrationParameters parameters =
        new RegistrationParameters(property(person, challenge.get()), algorithms(), true, true);
    Optional<Made> made = ofForeign(() -> made(person, manager.verify(parsed.get(), parameters)));
    if (made.isEmpty()) {
      return new Checked.Bad<>(Checked.Fault.INVALID);
    }
    boolean isNew = keys.of(made.get().key()).isEmpty() && challenges.use(challenge.get());
    return isNew ? new Checked.Good<>(made.get()) : new Checked.Bad<>(Checked.Fault.STALE);
  }

  /** What {@code navigator.credentials.get} is to be asked to sign her in, as JSON. */
  public String toSignIn(DelegateId person) {
    // No passkey is named: a stranger learns neither whether she exists nor what she has.
    return request(person, challenges.issue(Purpose.SIGN_IN, person), List.of());
  }

  /** Checks what the browser answered to {@link #toSignIn}. */
  public Checked<HeldKey> signedIn(DelegateId person, Touch touch) {
    return check(person, touch, Purpose.SIGN_IN);
  }

  /** Whether the passkey that was touched is still its person's: it may be lost, or she may go. */
  public boolean isCurrent(HeldKey touched) {
    return keys.current(touched.person())
        .filter(now -> now.credential().equals(touched.credential()))
        .isPresent();
  }

  /** What is to be asked for a touch that shows that she is still there, as JSON. */
  public String toProve(DelegateId person) {
    List<String> hers = keys.current(person).map(HeldKey::credential).stream().toList();
    return request(person, challenges.issue(Purpose.PROVE, person), hers);
  }

  /** Checks what the browser answered to {@link #toProve}. */
  public Checked<HeldKey> proved(DelegateId person, Touch touch) {
    return check(person, touch, Purpose.PROVE);
  }

  /**
   * Whether she has a passkey to touch. For whom a DEMO key signs, the node holds that key: there
   * is nothing to ask of her.
   */
  public boolean canProve(DelegateId person) {
    return keys.current(person).filter(held -> held.key().demo()).isEmpty();
  }

  /** What is to be asked for a signature of exactly {@code challenge} by this key, as JSON. */
  public String toSign(DelegateId person, byte[] challenge, PersonKey key) {
    List<String> hers = keys.of(key).map(HeldKey::credential).stream().toList();
    return request(person, Base64Url.encode(challenge), hers);
  }

  private Checked<HeldKey> check(DelegateId person, Touch touch, Purpose purpose) {
    Optional<AuthenticationData> parsed = ofForeign(() -> manager.parse(request(touch)));
    Optional<byte[]> challenge = parsed.flatMap(data -> challenge(data.getCollectedClientData()));
    if (challenge.isEmpty()) {
      return new Checked.Bad<>(Checked.Fault.INVALID);
    }
    if (!challenges.isGood(challenge.get(), purpose, person)) {
      return new Checked.Bad<>(Checked.Fault.STALE);
    }
    Optional<HeldKey> held = keys.ofCredential(touch.credential()).filter(k -> counts(k, person));
    if (held.isEmpty()) {
      return new Checked.Bad<>(Checked.Fault.UNKNOWN);
    }
    AuthenticationParameters parameters =
        new AuthenticationParameters(
            property(person, challenge.get()), record(held.get()), null, true, true);
    Optional<AuthenticationData> checked =
        ofForeign(() -> manager.verify(parsed.get(), parameters));
    if (checked.isEmpty()) {
      return new Checked.Bad<>(Checked.Fault.INVALID);
    }
    if (!challenges.use(challenge.get())) {
      return new Checked.Bad<>(Checked.Fault.STALE);
    }
    keys.counted(held.get(), checked.get().getAuthenticatorData().getSignCount());
    return new Checked.Good<>(held.get());
  }

  /** What the library makes of bytes from outside, if it does not stumble over them. */
  private static <T> Optional<T> ofForeign(Supplier<T> reading) {
    try {
      return Optional.ofNullable(reading.get());
    } catch (RuntimeException doesNotHold) { // whatever the library meets in foreign bytes
      return Optional.empty();
    }
  }

  private static Optional<byte[]> challenge(CollectedClientData clientData) {
    return Optional.ofNullable(clientData)
        .map(CollectedClientData::getChallenge)
        .map(Challenge::getValue);
  }

  private static RegistrationRequest request(Making making) {
    return new RegistrationRequest(
        Base64Url.decode(making.attestation(), MAX_PART),
        Base64Url.decode(making.clientData(), MAX_PART));
  }

  private static AuthenticationRequest request(Touch touch) {
    return new AuthenticationRequest(
        Base64Url.decode(touch.credential(), MAX_PART),
        Base64Url.decode(touch.assertion().authenticatorData(), MAX_PART),
        Base64Url.decode(touch.assertion().clientData(), MAX_PART),
        Base64Url.decode(touch.assertion().signature(), MAX_PART));
  }

  private static boolean counts(HeldKey key, DelegateId person) {
    return key.person().equals(person) && key.isCurrent() && !key.key().demo();
  }

  private Made made(DelegateId person, RegistrationData data) {
    var authenticator = data.getAttestationObject().getAuthenticatorData();
    AttestedCredentialData credential = authenticator.getAttestedCredentialData();
    byte[] cose = CONVERTER.getCborMapper().writeValueAsBytes(credential.getCOSEKey());
    PersonKey key = new PersonKey(Base64Url.encode(cose), rpId(person), false);
    new Assertions().check(key); // what signs in must be able to sign in a talk too
    return new Made(
        Base64Url.encode(credential.getCredentialId()), key, authenticator.getSignCount());
  }

  private static CredentialRecordImpl record(HeldKey held) {
    COSEKey cose =
        CONVERTER
            .getCborMapper()
            .readValue(Base64Url.decode(held.key().cose(), MAX_PART), COSEKey.class);
    byte[] credential = Base64Url.decode(held.credential(), MAX_PART);
    AttestedCredentialData data = new AttestedCredentialData(AAGUID.ZERO, credential, cose);
    return new CredentialRecordImpl(
        null, null, null, null, held.counter(), data, null, null, null, Set.of());
  }

  private ServerProperty property(DelegateId person, byte[] challenge) {
    Origin origin = Origin.create(origins.apply(person));
    return ServerProperty.builder()
        .origin(origin)
        .rpId(rpId(person))
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  private static List<PublicKeyCredentialParameters> algorithms() {
    return ALGORITHMS.stream()
        .map(each -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, each))
        .toList();
  }

  private String rpId(DelegateId person) {
    return URI.create(origins.apply(person)).getHost();
  }

  private String request(DelegateId person, String challenge, List<String> credentials) {
    return json(
        Map.of(
            "challenge",
            challenge,
            "rpId",
            rpId(person),
            "userVerification",
            "required",
            "timeout",
            PATIENCE_MILLIS,
            "allowCredentials",
            credentials.stream().map(id -> Map.of("type", "public-key", "id", id)).toList()));
  }

  private static String json(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

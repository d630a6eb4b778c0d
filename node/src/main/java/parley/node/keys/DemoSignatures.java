package parley.node.keys;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import parley.dossier.chain.Draft;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Texts;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.SoftwareAuthenticator;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.Passkeys;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.talk.SealKeys;
import parley.node.talk.Signatures;
import parley.node.web.Addresses;
import parley.node.web.Place;
import parley.node.words.Language;

/**
 * Signs for delegations, and for those of their people who have a DEMO key: real WebAuthn
 * assertions by software authenticators, whose keys are marked in the credentials and in every
 * verification, since the node that holds them could sign without the person. Any thread.
 */
public final class DemoSignatures implements Signatures {
  /** The counter of an authenticator that keeps none. WebAuthn section 6.1.1. */
  private static final long NO_COUNTER = 0;

  private final DelegationKeys keys;
  private final People people;
  private final PersonKeys personKeys;
  private final Addresses addresses;
  private final Map<DelegateId, SoftwareAuthenticator> authenticators = new ConcurrentHashMap<>();

  public DemoSignatures(
      DelegationKeys keys, People people, PersonKeys personKeys, Addresses addresses) {
    this.keys = keys;
    this.people = people;
    this.personKeys = personKeys;
    this.addresses = addresses;
  }

  @Override
  public SealKeys keys() {
    return keys;
  }

  /** Gives everybody a DEMO key, once: whoever is invited later makes a passkey of her own. */
  public void equip(Instant now) {
    List<DelegateId> all =
        people.delegations().stream()
            .flatMap(side -> people.of(side.id()).stream())
            .map(Delegate::id)
            .toList();
    if (all.stream().allMatch(id -> personKeys.of(id).isEmpty())) {
      all.forEach(id -> personKeys.put(id, demo(id), now));
    }
  }

  private Passkeys.Made demo(DelegateId id) {
    PersonKey key = authenticator(id).key();
    String credential = Digest.of(key.cose().getBytes(StandardCharsets.US_ASCII)).value();
    return new Passkeys.Made(credential, key, NO_COUNTER);
  }

  @Override
  public Assertion sign(Delegate person, Draft draft) {
    return authenticator(person.id()).sign(draft.challenge(), NO_COUNTER);
  }

  @Override
  public Credentials credentials(String slug) {
    Delegation delegation = people.delegation(slug).orElseThrow();
    return new Credentials(
        texts(delegation.names()),
        delegation.zone(),
        List.of(delegation.language().tag()),
        Capacity.PARTY,
        keys.current(slug).publicKey(),
        keys.next(slug).publicKey().commitment(),
        keys.statement(slug).publicKey(),
        keys.line(slug).publicKey(),
        people.of(slug).stream().flatMap(delegate -> person(delegate).stream()).toList());
  }

  /** Whoever has no role or no key yet is not shown. */
  private Optional<Person> person(Delegate delegate) {
    return personKeys
        .current(delegate.id())
        .filter(held -> !delegate.roles().isEmpty())
        .map(
            held ->
                new Person(
                    new PersonId(delegate.id().person()),
                    texts(delegate.names()),
                    texts(delegate.offices()),
                    delegate.roles(),
                    held.key()));
  }

  private SoftwareAuthenticator authenticator(DelegateId delegate) {
    return authenticators.computeIfAbsent(
        delegate,
        id -> {
          String origin = addresses.origin(new Place.Seat(id));
          return SoftwareAuthenticator.ofSeed(
              keys.seed(id + ".demo"), URI.create(origin).getHost(), origin);
        });
  }

  private static Texts texts(Map<Language, String> byLanguage) {
    Map<String, String> byTag = new TreeMap<>();
    byLanguage.forEach((language, text) -> byTag.put(language.tag(), text));
    return Texts.of(byTag);
  }
}

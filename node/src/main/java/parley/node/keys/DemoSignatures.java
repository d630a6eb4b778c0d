package parley.node.keys;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import parley.dossier.chain.Draft;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Texts;
import parley.dossier.webauthn.Assertion;
import parley.dossier.webauthn.SoftwareAuthenticator;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.talk.SealKeys;
import parley.node.talk.Signatures;
import parley.node.web.Addresses;
import parley.node.web.Place;
import parley.node.words.Language;

/**
 * Signs for delegations whose people hold software authenticators: real WebAuthn assertions, by
 * keys that are marked DEMO in the credentials and in every verification, since the node that holds
 * them could sign without the person. Any thread.
 */
public final class DemoSignatures implements Signatures {
  /** The counter of an authenticator that keeps none. WebAuthn section 6.1.1. */
  private static final long NO_COUNTER = 0;

  private final DelegationKeys keys;
  private final People people;
  private final Addresses addresses;
  private final Map<DelegateId, SoftwareAuthenticator> authenticators = new ConcurrentHashMap<>();

  public DemoSignatures(DelegationKeys keys, People people, Addresses addresses) {
    this.keys = keys;
    this.people = people;
    this.addresses = addresses;
  }

  @Override
  public SealKeys keys() {
    return keys;
  }

  @Override
  public Credentials credentials(String delegation) {
    return present(delegation);
  }

  @Override
  public Assertion sign(Delegate person, Draft draft) {
    return authenticator(person.id()).sign(draft.challenge(), NO_COUNTER);
  }

  private Credentials present(String slug) {
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
        people.of(slug).stream().map(this::person).toList());
  }

  private Person person(Delegate delegate) {
    return new Person(
        new PersonId(delegate.id().person()),
        texts(delegate.names()),
        texts(delegate.offices()),
        delegate.roles(),
        authenticator(delegate.id()).key());
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

package parley.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.dossier.chain.Draft;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Texts;
import parley.dossier.webauthn.SoftwareAuthenticator;

/**
 * A delegation with three persons: an adviser and a spokesperson with Ed25519 keys, a principal
 * with an ES256 key, as most passkeys are.
 */
final class SampleSide {
  static final PersonId ADVISER = new PersonId("adviser");
  static final PersonId PRINCIPAL = new PersonId("principal");
  static final PersonId SPOKESPERSON = new PersonId("spokesperson");

  final DelegationId id;
  final Credentials credentials;
  private final String name;
  private final Map<PersonId, SoftwareAuthenticator> authenticators = new LinkedHashMap<>();
  private int rotations;

  SampleSide(String name) {
    this.name = name;
    authenticators.put(
        ADVISER, SoftwareAuthenticator.ofSeed(seed("adviser"), host(ADVISER), origin(ADVISER)));
    authenticators.put(
        PRINCIPAL,
        SoftwareAuthenticator.ofSeedEs256(seed("principal"), host(PRINCIPAL), origin(PRINCIPAL)));
    authenticators.put(
        SPOKESPERSON,
        SoftwareAuthenticator.ofSeed(
            seed("spokesperson"), host(SPOKESPERSON), origin(SPOKESPERSON)));
    id = DelegationId.of(seal(0).publicKey());
    credentials =
        new Credentials(
            Texts.of("en", name),
            Credentials.zone("Europe/Lisbon"),
            List.of("en"),
            Capacity.PARTY,
            seal(0).publicKey(),
            seal(1).publicKey().commitment(),
            key("statement"),
            key("line"),
            List.of(
                person(ADVISER, Role.NEGOTIATOR),
                person(PRINCIPAL, Role.PRINCIPAL),
                person(SPOKESPERSON, Role.SPOKESPERSON)));
  }

  Testimony sign(Draft draft, PersonId person) {
    return new Testimony(person, authenticators.get(person).sign(draft.challenge(), 0));
  }

  /** The key that seals this act, which is about to be written. */
  SealKey sealing(Act act) {
    rotations += act instanceof Act.Rotate ? 1 : 0;
    return seal(rotations);
  }

  Act.Rotate rotation() {
    return new Act.Rotate(
        seal(rotations + 1).publicKey(), seal(rotations + 2).publicKey().commitment());
  }

  /** A key that is made from this name. */
  SealPublicKey key(String of) {
    return SealKey.ofSeed(seed(of)).publicKey();
  }

  private SealKey seal(int number) {
    return SealKey.ofSeed(seed("seal " + number));
  }

  private Person person(PersonId person, Role role) {
    return new Person(
        person,
        Texts.of("en", person.value() + " of " + name),
        Texts.of("en", person.value()),
        Set.of(role),
        authenticators.get(person).key());
  }

  private String host(PersonId person) {
    return person.value() + "." + name + ".localhost";
  }

  private String origin(PersonId person) {
    return "http://" + host(person) + ":8080";
  }

  private byte[] seed(String of) {
    return Digest.of(name + " " + of).bytes();
  }
}

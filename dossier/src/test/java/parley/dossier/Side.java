package parley.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Draft;
import parley.dossier.chain.Entry;
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
import parley.dossier.model.Texts;
import parley.dossier.webauthn.SoftwareAuthenticator;

/** A delegation in tests: its keys and its persons, all made from its name. */
public final class Side {
  public final String name;
  public final SealKey seal;
  public final SealKey next;
  public final SealKey statement;
  public final DelegationId id;
  public final Credentials credentials;
  public final Map<PersonId, SoftwareAuthenticator> people = new LinkedHashMap<>();

  private Side(String name, Capacity capacity, String language, String zone) {
    this.name = name;
    this.seal = SealKey.ofSeed(seed(name + " seal"));
    this.next = SealKey.ofSeed(seed(name + " next"));
    this.statement = SealKey.ofSeed(seed(name + " statement"));
    this.id = DelegationId.of(seal.publicKey());
    List<Person> persons =
        List.of(
            person("principal", Role.PRINCIPAL),
            person("adviser", Role.NEGOTIATOR),
            person("spokesperson", Role.SPOKESPERSON),
            person("technician", Role.TECHNICIAN));
    this.credentials =
        new Credentials(
            Texts.of(language, name),
            Credentials.zone(zone),
            List.of(language),
            capacity,
            seal.publicKey(),
            next.publicKey().commitment(),
            statement.publicKey(),
            persons);
  }

  public static Side norland() {
    return new Side("norland", Capacity.PARTY, "en", "Europe/Lisbon");
  }

  public static Side sudria() {
    return new Side("sudria", Capacity.PARTY, "ru", "Asia/Yekaterinburg");
  }

  public static Side third() {
    return new Side("westmark", Capacity.PARTY, "de", "Europe/Vienna");
  }

  public static Side mediator() {
    return new Side("mediator", Capacity.GOOD_OFFICES, "fr", "Europe/Zurich");
  }

  private Person person(String role, Role what) {
    PersonId personId = new PersonId(role);
    String rpId = role + "." + name + ".localhost";
    byte[] seed = seed(name + " " + role);
    SoftwareAuthenticator authenticator =
        what == Role.PRINCIPAL
            ? SoftwareAuthenticator.ofSeedEs256(seed, rpId, "http://" + rpId + ":8080")
            : SoftwareAuthenticator.ofSeed(seed, rpId, "http://" + rpId + ":8080");
    people.put(personId, authenticator);
    return new Person(
        personId,
        Texts.of("en", role + " of " + name),
        Texts.of("en", role),
        Set.of(what),
        authenticator.key());
  }

  /** Who of this side signs such an act. */
  public PersonId signer(Act act) {
    return new PersonId(act instanceof Act.Release ? "spokesperson" : "adviser");
  }

  public Testimony sign(Draft draft, PersonId person) {
    return new Testimony(person, people.get(person).sign(draft.challenge(), 0));
  }

  /** The draft signed by this side's adviser, whoever's draft it is. */
  public Testimony signerOf(Draft draft) {
    return sign(draft, new PersonId("adviser"));
  }

  /** Writes the act, signed by whom it takes, and takes it in. */
  public Entry act(Dossier dossier, Act act, Instant at) {
    Draft draft = dossier.draft(id, act);
    Optional<Testimony> by =
        parley.dossier.model.Authority.needsPerson(act)
            ? Optional.of(sign(draft, signer(act)))
            : Optional.empty();
    return dossier.append(draft, by, seal, at);
  }

  public static byte[] seed(String of) {
    return Digest.of(of.getBytes(StandardCharsets.UTF_8)).bytes();
  }
}

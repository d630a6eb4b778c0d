package parley.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Texts;
import parley.dossier.webauthn.SoftwareAuthenticator;

/** A delegation in tests: its keys and its persons, all made from its name. */
public final class Side {
  public final String name;
  public final SealKey seal;

  /** The sealing keys that it rotates through, {@link #seal} first. */
  private final List<SealKey> keys;

  public final SealKey statement;
  public final SealKey line;
  public final DelegationId id;
  public final Credentials credentials;
  public final Map<PersonId, SoftwareAuthenticator> people = new LinkedHashMap<>();

  private Side(String name, Capacity capacity, String language, String zone) {
    this.name = name;
    this.seal = SealKey.ofSeed(seed(name + " seal"));
    this.keys =
        Stream.concat(
                Stream.of(seal),
                IntStream.range(1, 12).mapToObj(i -> SealKey.ofSeed(seed(name + " next " + i))))
            .toList();
    this.statement = SealKey.ofSeed(seed(name + " statement"));
    this.line = SealKey.ofSeed(seed(name + " line"));
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
            key(1).publicKey().commitment(),
            statement.publicKey(),
            line.publicKey(),
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

  /** One of many that come uninvited. */
  public static Side stray(int number) {
    return new Side("stray" + number, Capacity.PARTY, "la", "Europe/Rome");
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

  /** Its credentials with another key for one person. */
  public Credentials withKey(PersonId whose, SoftwareAuthenticator authenticator) {
    return withPeople(
        credentials.people().stream()
            .map(p -> p.id().equals(whose) ? withKey(p, authenticator) : p)
            .toList());
  }

  /** Its credentials with other people. */
  public Credentials withPeople(List<Person> others) {
    Credentials c = credentials;
    return new Credentials(
        c.names(),
        c.zone(),
        c.languages(),
        c.capacity(),
        c.key(),
        c.nextKey(),
        c.statementKey(),
        c.lineKey(),
        others);
  }

  private static Person withKey(Person person, SoftwareAuthenticator authenticator) {
    return new Person(
        person.id(), person.names(), person.office(), person.roles(), authenticator.key());
  }

  /** Who of this side signs such an act. */
  public PersonId signer(Act act) {
    return switch (act) {
      case Act.Release r -> new PersonId("spokesperson");
      case Act.AdmitDevice d -> d.person();
      default -> new PersonId("adviser");
    };
  }

  /** Its sealing key after so many rotations. */
  public SealKey key(int rotations) {
    return keys.get(rotations);
  }

  /** The key that seals this act of the side, if it comes next. */
  public SealKey sealing(Dossier dossier, Act act) {
    return act instanceof Act.Rotate rotate ? owner(rotate.key()) : keys.get(rotations(dossier));
  }

  /** The rotation that the side has committed to. */
  public Act.Rotate rotation(Dossier dossier) {
    int now = rotations(dossier);
    return new Act.Rotate(key(now + 1).publicKey(), key(now + 2).publicKey().commitment());
  }

  private int rotations(Dossier dossier) {
    return Optional.ofNullable(dossier.heads().get(id))
        .flatMap(head -> dossier.entry(head.hash()))
        .map(entry -> keys.indexOf(owner(dossier.context(entry).key())))
        .orElse(0);
  }

  private SealKey owner(SealPublicKey key) {
    return keys.stream().filter(k -> k.publicKey().equals(key)).findFirst().orElse(seal);
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
    return dossier.append(draft, by, sealing(dossier, act), at);
  }

  public static byte[] seed(String of) {
    return Digest.of(of.getBytes(StandardCharsets.UTF_8)).bytes();
  }
}

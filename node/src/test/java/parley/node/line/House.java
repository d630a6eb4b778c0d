package parley.node.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import parley.dossier.model.Credentials;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Texts;
import parley.node.demo.DemoCast;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.OpenVault;
import parley.node.talk.TalkJournal;
import parley.node.talk.TalkService;
import parley.node.web.Addresses;

/** A delegation with its people and keys: what outlives every process of its node. */
final class House implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

  final String slug;
  final People people;
  final DelegationKeys keys;
  final Database database;
  private final String binder;
  private final long seed;
  private final DemoSignatures signatures;
  private final Path folder;

  /**
   * @param seed of its keys: two delegations of one slug differ in it
   */
  House(String slug, String binder, long seed) {
    this.slug = slug;
    this.binder = binder;
    this.seed = seed;
    try {
      folder = Files.createTempDirectory("parley-house");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = Database.open(folder.resolve("parley.db"));
    people = new People(database);
    DemoCast.join(people);
    keys = new DelegationKeys(OpenVault.in(folder.resolve("keys"), new Random(seed)));
    PersonKeys personKeys = new PersonKeys(database);
    signatures =
        new DemoSignatures(keys, people, personKeys, new Addresses("localhost", () -> 4711));
    signatures.equip(START);
  }

  static House norland() {
    return new House("norland", "anna.norland", 1);
  }

  static House sudria() {
    return new House("sudria", "maria.sudria", 2);
  }

  /** A delegation that happens to be called like the first. */
  static House third() {
    return new House("norland", "helen.norland", 3);
  }

  /** Whoever binds it. */
  Delegate binder() {
    return person(binder);
  }

  Delegate person(String id) {
    return people.person(DelegateId.parse(id)).orElseThrow();
  }

  SealPublicKey lineKey() {
    return keys.line(slug).publicKey();
  }

  Texts names() {
    return credentials().names();
  }

  Credentials credentials() {
    return signatures.credentials(slug);
  }

  /** A process of its node on this journal. */
  TalkService start(TalkJournal journal, InstantSource clock) {
    return new TalkService(journal, signatures, people, clock, new Random(seed + 70));
  }

  /** The file of its database. */
  Path file() {
    return folder.resolve("parley.db");
  }

  /** The journal on its disk. */
  TalkJournal journal() {
    return new DossierJournal(database);
  }

  @Override
  public void close() {
    database.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

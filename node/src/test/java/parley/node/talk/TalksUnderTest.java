package parley.node.talk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemText;
import parley.dossier.model.Medium;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.node.demo.DemoCast;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.OpenVault;
import parley.node.web.Addresses;
import parley.node.words.Language;

/** The talks of Norland and Sudria in a folder that goes away, with a clock that stands. */
final class TalksUnderTest implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  final People people;
  private final long seed;
  private final Random vaultRandom;
  private Signatures signatures;
  final PersonKeys personKeys;
  private final Path folder;
  private final Database database;
  private final UnaryOperator<TalkJournal> journal;
  private TalkService talks;

  TalksUnderTest() {
    this(journal -> journal);
  }

  /**
   * @param journal puts something in the way of the true journal
   */
  TalksUnderTest(UnaryOperator<TalkJournal> journal) {
    this(journal, 7);
  }

  /**
   * @param seed of the node's keys and salts; two nodes differ in it
   */
  TalksUnderTest(UnaryOperator<TalkJournal> journal, long seed) {
    this.seed = seed;
    try {
      folder = Files.createTempDirectory("parley-talks");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.journal = journal;
    database = Database.open(folder.resolve("parley.db"));
    people = new People(database);
    DemoCast.join(people);
    vaultRandom = new Random(seed);
    personKeys = new PersonKeys(database);
    talks = service();
  }

  /** As after a restart: nothing but what the journal kept. */
  TalkService restarted() {
    talks = service();
    return talks;
  }

  TalkService talks() {
    return talks;
  }

  Delegate person(String id) {
    return people.person(DelegateId.parse(id)).orElseThrow();
  }

  Seat seat(Seat other, String person) {
    return talks.seat(person(person), other.talk().value()).orElseThrow();
  }

  /** A talk between Norland and Sudria that both have joined; the seat is Anna's. */
  Seat arranged() {
    Seat anna = talks.convene(person("anna.norland"), "sudria");
    talks.accept(seat(anna, "maria.sudria"));
    talks.accept(anna);
    return anna;
  }

  /** Proposes and gives the proposal's name. */
  Digest propose(Seat seat, Term term, Body... bodies) {
    return done(talks.perform(seat, talks.proposal(seat, term, Optional.empty()), bodies))
        .entry()
        .actDigest();
  }

  Digest proposeItem(Seat seat, String english, String russian, int order) {
    Texts texts = Texts.of(Map.of("en", english, "ru", russian));
    Body body = talks.body(new ItemText(texts, texts));
    return propose(seat, new Term.AgendaItem(talks.newItem(), order, 15, body.digest()), body);
  }

  Outcome consent(Seat seat, Digest proposal) {
    return talks.perform(seat, new Act.Consent(proposal));
  }

  Reader reader(Seat seat, Language language) {
    Map<String, Delegation> hosts =
        people.delegations().stream()
            .collect(Collectors.toMap(Delegation::id, Function.identity()));
    return new Reader(seat, talks.look(seat), language, hosts, NOW);
  }

  static Term tuesday() {
    return new Term.Time(
        Instant.parse("2026-12-01T13:00:00Z"), ZoneId.of("Asia/Yekaterinburg"), List.of());
  }

  static Term video(int minutes) {
    return new Term.Format(Medium.VIDEO, minutes);
  }

  static Outcome.Done done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done;
      case Outcome.Refused refused -> throw new AssertionError("refused: " + refused.reason());
      case Outcome.ToSign toSign -> throw new AssertionError("to be signed: " + toSign.pending());
    };
  }

  /** The keys as they lie on the disk. */
  SealKeys keys() {
    return signatures.keys();
  }

  private TalkService service() {
    DelegationKeys keys = new DelegationKeys(OpenVault.in(folder.resolve("keys"), vaultRandom));
    DemoSignatures demo =
        new DemoSignatures(keys, people, personKeys, new Addresses("localhost", () -> 4711));
    demo.equip(NOW);
    signatures = demo;
    return new TalkService(
        journal.apply(new DossierJournal(database)),
        signatures,
        people,
        () -> NOW,
        new Random(seed + 4));
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

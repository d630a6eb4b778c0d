package parley.node.press;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import parley.dossier.model.Act;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Digest;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.dossier.state.ProposalState;
import parley.node.Browser;
import parley.node.demo.DemoCast;
import parley.node.keys.DelegationKeys;
import parley.node.keys.DemoSignatures;
import parley.node.people.Challenges;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Operators;
import parley.node.people.Passkeys;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.people.SignIns;
import parley.node.people.pages.SignInPages;
import parley.node.press.publicview.PublicView;
import parley.node.press.publicview.StatementKind;
import parley.node.storage.Database;
import parley.node.storage.DossierJournal;
import parley.node.storage.OpenVault;
import parley.node.talk.Abroad;
import parley.node.talk.Arranging;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.Signing;
import parley.node.talk.TalkService;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Server;
import parley.node.words.Language;

/**
 * Norland and Sudria with one talk on one node, with real dossiers, signatures, storage and HTTP;
 * the clock stands still until it is set. Worlds with the same public seed have the same keys and
 * names of statements, whatever happens in their talks.
 */
final class PressWorld implements AutoCloseable {
  /** Thursday 26 November 2026, noon in Sudria. */
  static final Instant THURSDAY = Instant.parse("2026-11-26T07:00:00Z");

  private static final ZoneId SUDRIAN = ZoneId.of("Asia/Yekaterinburg");

  private final Path folder;
  private final Database database;
  private final Server.Ground ground;
  private final Server server;
  private final SignIns signIns;
  private final SettableClock clock = new SettableClock();
  private final int port;
  final FullDisk disk = new FullDisk();
  final People people;
  final TalkService talks;
  final PressOffices offices;
  final PressOffice office;
  final Seat anna;
  final Seat maria;
  final Seat peter;
  final Seat pavel;

  /** A world without a talk's secrets, on any port. */
  static PressWorld any() {
    return new PressWorld(0, 1, talks -> List.of());
  }

  /**
   * @param wanted port; zero for any
   * @param secretSeed of everything random in the talk
   * @param more features besides the press's own
   */
  PressWorld(int wanted, long secretSeed, Function<TalkService, List<Feature>> more) {
    try {
      folder = Files.createTempDirectory("parley-press");
      database = Database.open(folder.resolve("press.db"));
      ground = new Server.Ground(clock);
      people = new People(database);
      DemoCast.join(people);
      signIns = new SignIns(database, clock, new Random(secretSeed + 1));
      DelegationKeys keys =
          new DelegationKeys(OpenVault.in(folder.resolve("keys"), new Random(11)));
      List.of("norland", "sudria").forEach(keys::statement);
      DemoSignatures signatures =
          new DemoSignatures(keys, people, new PersonKeys(database), ground.addresses());
      signatures.equip(clock.instant());
      Random random = new Random(secretSeed);
      talks =
          new TalkService(
              disk.under(new DossierJournal(database)), signatures, people, clock, random);
      offices = new PressOffices(database, people, keys::statement, ground);
      office = offices.open(talks, clock, new Random(secretSeed + 2), new Random(12));
      Signing signing = signing(secretSeed + 6);
      List<Feature> features =
          new ArrayList<>(
              List.of(
                  new SignInPages(people, signIns),
                  offices.site(),
                  offices.desk(office, talks, signing),
                  arranging(signing, secretSeed + 5)));
      features.addAll(more.apply(talks));
      server =
          Server.of(
              ground,
              new Server.Needs(
                  people,
                  signIns,
                  new Operators(clock, new Random(secretSeed + 4)),
                  new byte[32],
                  clock,
                  new Random(secretSeed + 3)),
              features);
      port = server.start(wanted);
      anna = talks.convene(delegate("anna.norland"), "sudria");
      maria = seat("maria.sudria");
      done(talks.accept(maria));
      done(talks.accept(anna));
      peter = seat("peter.norland");
      pavel = seat("pavel.sudria");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Server.PortTaken e) {
      throw new IllegalStateException(e);
    }
  }

  private Arranging arranging(Signing signing, long seed) {
    return new Arranging(
        talks,
        signing,
        people,
        ground.live(),
        clock,
        new Challenges(clock, new Random(seed)),
        offices.publicNow(),
        offices.moves(office),
        offices.clearance(office),
        Abroad.NOWHERE);
  }

  private Signing signing(long seed) {
    Passkeys passkeys =
        new Passkeys(
            new PersonKeys(database),
            person -> ground.addresses().origin(new Place.Seat(person)),
            clock,
            new Random(seed));
    return new Signing(talks, passkeys, clock, new Random(seed + 1));
  }

  Clock clock() {
    return clock;
  }

  int port() {
    return port;
  }

  /** The releases under way as the disk holds them. */
  ReleaseStore releases() {
    return new ReleaseStore(database);
  }

  PublicView view() {
    return offices.view();
  }

  void at(Instant instant) {
    clock.now = instant;
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  Delegate delegate(String id) {
    return people.person(DelegateId.parse(id)).orElseThrow();
  }

  Seat seat(String id) {
    return talks.seat(delegate(id), anna.talk().toString()).orElseThrow();
  }

  /** A browser in which this person has signed in. */
  Browser signedIn(String id) {
    Browser browser = new Browser(port, id);
    browser.open(SignInPages.LINK + "#" + signIns.issueLink(DelegateId.parse(id)).reveal());
    browser.submit("/sign-in", Map.of());
    return browser;
  }

  Browser reader(String room) {
    return new Browser(port, "press." + room);
  }

  /**
   * Brings a term into force, in place of the one on its matter: one side proposes, the other
   * consents.
   */
  Digest agree(Term term) {
    Optional<Digest> replaces =
        talks.look(anna).state().matter(term.matter()).inForce().map(ProposalState::id);
    Digest proposal =
        done(talks.perform(anna, talks.proposal(anna, term, replaces))).entry().actDigest();
    done(talks.perform(maria, new Act.Consent(proposal)));
    return proposal;
  }

  Digest agreeTime(Instant start) {
    return agree(new Term.Time(start, SUDRIAN, List.of()));
  }

  void postpone(Digest time) {
    done(talks.perform(anna, new Act.Postpone(time, Optional.empty())));
  }

  void disclose(Subject subject, Voice voice, DateLevel level) {
    agree(new Term.Disclosure(subject, voice, level));
  }

  /** A complete draft on a side's desk. */
  Draft draft(Seat seat, DateLevel level, String headline, String body) {
    Draft begun = office.begin(seat, StatementKind.ANNOUNCEMENT, Optional.empty());
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      texts.put(
          language, new DraftText(headline, "Capital", "Speaker", "Office", body, "", "", ""));
    }
    Draft draft = begun.writing(texts).telling(level);
    if (!office.save(draft, seat.person())) {
      throw new IllegalStateException("not saved");
    }
    return office.find(seat, draft.id().value()).orElseThrow();
  }

  /** The side's adviser clears the draft, when it is complete. */
  void clear(Draft draft) {
    Seat officer = draft.delegation().equals("sudria") ? maria : anna;
    Seat drafter = draft.delegation().equals("sudria") ? pavel : peter;
    office.clearing().submit(drafter, draft);
    office.clearing().clear(officer, draft, DraftColumns.digest(draft).value(), "");
  }

  /**
   * Has it cleared, and releases as a spokesperson does: reads what is shown, then says yes to
   * exactly that.
   */
  Release release(Seat seat, Draft draft) {
    clear(draft);
    return releaseUncleared(seat, draft);
  }

  Release releaseUncleared(Seat seat, Draft draft) {
    Composition composition = office.releasing().compose(seat, draft);
    String shown =
        composition.statement().map(statement -> Releasing.shown(statement).value()).orElse("");
    return office.releasing().release(seat, draft, shown);
  }

  static Outcome.Done done(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done;
    }
    throw new AssertionError("refused: " + outcome);
  }

  @Override
  public void close() {
    ground.close();
    server.close();
    database.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now = THURSDAY;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}

package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemText;
import parley.dossier.model.Matter;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Published;
import parley.node.talk.Seat;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Feature;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.words.Language;

/**
 * Silence until release: two worlds whose dossiers differ in undisclosed facts alone answer every
 * public request with the same bytes, at every step of the scenario, through the real server. Only
 * the Date header, which is the server's own clock, is left out of the comparison.
 */
class NonInterferenceTest {
  private static final ZoneId SUDRIAN = ZoneId.of("Asia/Yekaterinburg");
  private static final LocalDate NEXT_MONDAY = LocalDate.of(2026, 11, 30);

  /**
   * What nobody but the sides knows.
   *
   * @param minuteOfWeek of the agreed time, from Monday 00:00 in Sudria's zone
   * @param rejected times that were proposed before and not agreed
   * @param items titles of agenda items
   * @param drafts that were begun, perhaps cleared, and never released
   */
  record Secrets(
      long seed,
      int minuteOfWeek,
      int rejected,
      List<String> items,
      int drafts,
      boolean otherConvenesFormat) {
    Instant agreed() {
      return NEXT_MONDAY.atStartOfDay(SUDRIAN).toInstant().plus(Duration.ofMinutes(minuteOfWeek));
    }

    Secrets onDayOf(Secrets other) {
      int day = other.minuteOfWeek / 1440 * 1440;
      return new Secrets(
          seed, day + minuteOfWeek % 1440, rejected, items, drafts, otherConvenesFormat);
    }
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void undisclosedFactsChangeNoPublicByte(
      @ForAll("secrets") Secrets one,
      @ForAll("secrets") Secrets other,
      @ForAll("disclosed") DateLevel level) {
    Secrets alike = level == DateLevel.DAY ? other.onDayOf(one) : other;
    Map<String, String> first = new LinkedHashMap<>();
    int port = play(0, one, level, talks -> List.of(), first);
    Map<String, String> second = new LinkedHashMap<>();
    play(port, alike, level, talks -> List.of(), second);
    assertThat(second).isEqualTo(first);
    assertThat(first)
        .as("control: something was public in the end")
        .anySatisfy((request, answer) -> assertThat(answer).contains("next week"));
  }

  /** Controls: handlers that leak are caught, each by another channel. */
  @Example
  void shouldCatchAHandlerThatLeaksInItsBody() {
    assertLeaks(
        talks ->
            request ->
                Answer.content(
                    "text/plain",
                    text(talks, each -> each.state().inForce(Matter.TIME).toString())));
  }

  @Example
  void shouldCatchAHandlerThatLeaksInAHeader() {
    assertLeaks(
        talks ->
            request ->
                new Answer.Content(
                    200,
                    "text/plain",
                    new byte[0],
                    Map.of(
                        "X-Entries",
                        new String(
                            text(talks, each -> "" + each.state().history().size()),
                            StandardCharsets.UTF_8))));
  }

  @Example
  void shouldCatchAHandlerThatLeaksByWhatExists() {
    assertLeaks(
        talks ->
            request ->
                talks.all(request.delegation()).stream()
                        .anyMatch(each -> each.state().agenda().size() > 1)
                    ? Answer.refuse(Problem.NOT_YOUR_ROLE)
                    : Answer.refuse(Problem.NOT_FOUND));
  }

  private void assertLeaks(Function<TalkService, Route.PublicHandler> leak) {
    Secrets one = new Secrets(1, 3 * 1440 + 600, 0, List.of("One"), 0, false);
    Secrets other = new Secrets(2, 3 * 1440 + 660, 2, List.of("One", "Two"), 1, true);
    Function<TalkService, List<Feature>> leaking =
        talks -> List.of(() -> List.of(Route.press("/calendar", leak.apply(talks))));
    Map<String, String> first = new LinkedHashMap<>();
    int port = play(0, one, DateLevel.DAY, leaking, first);
    Map<String, String> second = new LinkedHashMap<>();
    play(port, other, DateLevel.DAY, leaking, second);
    assertThat(second).isNotEqualTo(first);
    assertThat(
            second.keySet().stream()
                .filter(request -> !second.get(request).equals(first.get(request))))
        .isNotEmpty()
        .allMatch(request -> request.contains("/calendar"));
  }

  private static byte[] text(TalkService talks, Function<Snapshot, String> fact) {
    return talks.all("sudria").stream()
        .map(fact)
        .findFirst()
        .orElse("none")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Plays the scenario with these secrets and keeps every public answer after each step. Returns
   * the port.
   */
  private static int play(
      int port,
      Secrets secrets,
      DateLevel level,
      Function<TalkService, List<Feature>> more,
      Map<String, String> answers) {
    try (PressWorld world = new PressWorld(port, secrets.seed(), more)) {
      listen(world, "1 the talk is convened", answers);
      world.at(PressWorld.THURSDAY);
      release(
          world,
          world.draft(
              world.pavel,
              DateLevel.CONTACT_POSSIBLE,
              "Contact is possible",
              "Contact may take place {date}."),
          "sudria",
          secrets);
      listen(world, "2 contact is possible", answers);
      for (int i = 0; i < secrets.rejected(); i++) {
        reject(world, secrets.agreed().plus(Duration.ofHours(30 + i)));
      }
      listen(world, "3 looking for a time", answers);
      world.agreeTime(secrets.agreed());
      listen(world, "4 the date is agreed and not announced", answers);
      secrets.items().forEach(title -> agreeItem(world, title));
      abandonDrafts(world, secrets);
      sayTogether(world, secrets);
      listen(world, "5 the agenda", answers);
      world.at(PressWorld.THURSDAY.plus(Duration.ofHours(5)));
      world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.WEEK);
      Draft tooFine = world.draft(world.peter, DateLevel.DAY, "The day", "It takes place {date}.");
      assertThat(world.release(world.peter, tooFine)).isInstanceOf(Release.Objected.class);
      listen(world, "6 a draft that names the day is refused", answers);
      release(
          world,
          world.draft(
              world.peter,
              DateLevel.WEEK,
              "A date has been agreed",
              "{date-clause}. The call takes place {date}."),
          "norland",
          secrets);
      listen(world, "6 next week", answers);
      if (level == DateLevel.DAY) {
        world.at(PressWorld.THURSDAY.plus(Duration.ofHours(9)));
        world.disclose(Subject.Plain.DATE, Voice.Shared.EITHER, DateLevel.DAY);
        release(
            world,
            world.draft(world.pavel, DateLevel.DAY, "The day", "The call takes place {date}."),
            "sudria",
            secrets);
        listen(world, "7 the day", answers);
      }
      return world.port();
    }
  }

  private static void release(PressWorld world, Draft draft, String side, Secrets secrets) {
    var seat = side.equals("sudria") ? world.pavel : world.peter;
    assertThat(world.release(seat, besideSecrets(world, seat, draft, secrets)))
        .isInstanceOf(Release.Done.class);
  }

  /** The same words, after another way through clearance and with other lines for questions. */
  private static Draft besideSecrets(PressWorld world, Seat seat, Draft draft, Secrets secrets) {
    for (int i = 0; i < secrets.rejected(); i++) {
      world.office.clearing().submit(seat, draft);
      world.office.clearing().takeBack(draft);
    }
    IfAsked.Line line =
        new IfAsked.Line("When?", "Minute " + secrets.minuteOfWeek() + " of the week");
    Draft beside = draft.answering(List.of(new IfAsked(Map.of(Language.EN, line))));
    assertThat(world.office.save(beside, seat.person())).isTrue();
    return world.office.find(seat, draft.id().value()).orElseThrow();
  }

  private static void reject(PressWorld world, Instant time) {
    var proposal =
        PressWorld.done(
            world.talks.perform(
                world.maria,
                world.talks.proposal(
                    world.maria, new Term.Time(time, SUDRIAN, List.of()), Optional.empty())));
    PressWorld.done(
        world.talks.perform(
            world.anna, new Act.Objection(proposal.entry().actDigest(), Optional.empty())));
    PressWorld.done(
        world.talks.perform(
            world.maria, new Act.Withdraw(proposal.entry().actDigest(), Optional.empty())));
  }

  private static void agreeItem(PressWorld world, String title) {
    var text =
        world.talks.body(
            new ItemText(
                Texts.of(Map.of("en", title, "ru", title)),
                Texts.of(Map.of("en", title, "ru", title))));
    Term item = new Term.AgendaItem(world.talks.newItem(), 1, 20, text.digest());
    var proposal =
        PressWorld.done(
            world.talks.perform(
                world.anna, world.talks.proposal(world.anna, item, Optional.empty()), text));
    PressWorld.done(
        world.talks.perform(world.maria, new Act.Consent(proposal.entry().actDigest())));
  }

  private static void abandonDrafts(PressWorld world, Secrets secrets) {
    for (int i = 0; i < secrets.drafts(); i++) {
      Draft draft =
          world.draft(
              i % 2 == 0 ? world.pavel : world.peter,
              DateLevel.HOUR,
              "Never released " + secrets.minuteOfWeek(),
              "{date}");
      if (secrets.rejected() > 0) {
        world.clear(draft);
      }
    }
    if (secrets.otherConvenesFormat()) {
      world.agree(new Term.Format(parley.dossier.model.Medium.VIDEO, 50));
    }
  }

  /** Joint statements that wait for their instant, and some that were stopped. */
  private static void sayTogether(PressWorld world, Secrets secrets) {
    for (int i = 0; i < secrets.items().size(); i++) {
      Body words =
          JointReleaseTest.body(
              world, world.talks.newItem().value(), secrets.items().get(i), "Слова " + i);
      Instant release = PressWorld.THURSDAY.plus(Duration.ofDays(3 + i));
      Term term = new Term.JointStatement(world.talks.newItem(), release, words.digest());
      Digest proposal = JointReleaseTest.agree(world, term, words);
      if (i < secrets.rejected()) {
        PressWorld.done(
            world.talks.perform(world.maria, new Act.Withdraw(proposal, Optional.empty())));
      }
    }
    world.office.joint().tick();
  }

  /** Asks for everything that there is or could be in both press rooms. */
  private static void listen(PressWorld world, String step, Map<String, String> answers) {
    for (String room : List.of("norland", "sudria", "atlantis")) {
      for (String path : paths(world, room)) {
        answers.put(step + ": " + room + path, raw(world.port(), "press." + room, path));
      }
    }
  }

  private static List<String> paths(PressWorld world, String room) {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/?lang=en",
                "/?lang=ru",
                "/feed.atom",
                "/feed.atom?lang=ru",
                "/key.jwk",
                "/nothing",
                "/calendar",
                "/statements/AAAAAAAAAAAAAAAAAAAAAA",
                "/pictures/x",
                "/talk/" + "A".repeat(22),
                "/press/" + "A".repeat(22),
                "/live/press/" + "A".repeat(22),
                "/sign-in/x"));
    for (Published each :
        world.view().room(room).map(found -> found.statements()).orElse(List.of())) {
      paths.add("/statements/" + each.statement().id());
      paths.add("/statements/" + each.statement().id() + "?lang=ru");
      paths.add("/statements/" + each.statement().id() + "/signed.jws");
      each.statement()
          .picture()
          .map(PublicPicture::sha256)
          .ifPresent(sha -> paths.add("/pictures/" + sha));
    }
    return paths;
  }

  /** The whole answer as it comes from the wire. */
  private static String raw(int port, String host, String path) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + ".localhost:"
              + port
              + "\r\nAccept-Language: en\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst("\r\nDate: [^\r]*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<Secrets> secrets() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 1_000_000),
            Arbitraries.integers().between(0, 7 * 1440 - 1),
            Arbitraries.integers().between(0, 2),
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(40).list().ofMaxSize(3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(true, false))
        .as(Secrets::new);
  }

  @Provide
  Arbitrary<DateLevel> disclosed() {
    return Arbitraries.of(DateLevel.WEEK, DateLevel.DAY);
  }
}

package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.JointText;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.node.Browser;
import parley.node.press.publicview.Published;
import parley.node.press.publicview.StatementKind;
import parley.node.talk.Outcome;
import parley.node.words.Language;

/** A joint statement on a node of both sides, from the last signature to the press rooms. */
class JointReleaseTest {
  private static final Instant RELEASE = PressWorld.THURSDAY.plus(Duration.ofHours(2));
  private static final Instant SETTLED = RELEASE.minus(Duration.ofMinutes(1));

  private final PressWorld world = PressWorld.any();
  private final String publicId = world.talks.newItem().value();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void bothPressRoomsPublishTheSameWordsUnderTheSameIdAtTheInstantAndNotBefore() {
    agreed();
    String norlandBefore = feed("norland");
    String sudriaBefore = feed("sudria");
    at(RELEASE.minusMillis(1));
    assertThat(feed("norland")).isEqualTo(norlandBefore);
    assertThat(feed("sudria")).isEqualTo(sudriaBefore);
    assertThat(world.reader("norland").open("/statements/" + publicId).status()).isEqualTo(404);

    at(RELEASE);
    Published ours = only("norland");
    Published theirs = only("sudria");
    assertThat(ours.statement().id().value()).isEqualTo(publicId);
    assertThat(theirs.statement().id()).isEqualTo(ours.statement().id());
    assertThat(theirs.statement().kind()).isEqualTo(StatementKind.JOINT);
    assertThat(theirs.statement().released()).isEqualTo(RELEASE);
    assertThat(ours.statement().released()).isEqualTo(RELEASE);
    for (Language language : Language.values()) {
      var own = ours.statement().wordings().get(language);
      var other = theirs.statement().wordings().get(language);
      assertThat(own.headline()).isEqualTo(other.headline());
      assertThat(own.body()).isEqualTo(other.body());
    }
    assertThat(ours.statement().wordings().get(Language.EN).speaker()).isEqualTo("Norland, Sudria");
    assertThat(ours.jws()).isNotEqualTo(theirs.jws());
    for (String room : List.of("norland", "sudria")) {
      assertThat(feed(room)).contains("Leaders to speak", "term=\"joint\"");
      assertThat(world.reader(room).open("/statements/" + publicId + "?lang=ru").text())
          .contains("Лидеры поговорят", "Совместное заявление", "Норландия", "Судрия");
    }
  }

  @Test
  void eitherSideStopsItUntilAMinuteBeforeWithItsReasonOnRecord() {
    Digest proposal = agreed();
    at(SETTLED);
    Body reason = world.talks.body(Texts.of("en", "The visit is in doubt."));
    PressWorld.done(
        world.talks.perform(
            world.maria, new Act.Withdraw(proposal, Optional.of(reason.digest())), reason));
    at(RELEASE.plusSeconds(10));
    assertThat(statements("norland")).isEmpty();
    assertThat(statements("sudria")).isEmpty();
    for (String page : List.of("/talk/" + world.anna.talk(), "/press/" + world.anna.talk())) {
      assertThat(world.signedIn("anna.norland").open(page).text())
          .contains("Stopped: Sudria", "The visit is in doubt.");
    }
  }

  @Test
  void nothingStopsItInItsLastMinute() {
    Digest proposal = agreed();
    at(SETTLED.plusMillis(1));
    Outcome late = world.talks.perform(world.maria, new Act.Withdraw(proposal, Optional.empty()));
    assertThat(late).isInstanceOf(Outcome.Refused.class);
    at(RELEASE);
    assertThat(statements("norland")).hasSize(1);
  }

  @Test
  void aNodeThatWasDownAtTheInstantPublishesAtOnceWhenItStarts() {
    agreed();
    world.at(RELEASE.plus(Duration.ofMinutes(20)));
    assertThat(statements("norland")).isEmpty();
    reopened();
    assertThat(statements("norland")).hasSize(1);
    assertThat(statements("sudria")).hasSize(1);
    assertThat(only("norland").statement().released()).isEqualTo(RELEASE);
  }

  @Test
  void aNodeThatWasDownPublishesNothingThatWasStoppedMeanwhile() {
    Digest proposal = agreed();
    at(SETTLED.minusSeconds(5));
    PressWorld.done(world.talks.perform(world.anna, new Act.Withdraw(proposal, Optional.empty())));
    world.at(RELEASE.plus(Duration.ofMinutes(20)));
    reopened();
    assertThat(statements("norland")).isEmpty();
  }

  @Test
  void itIsPublishedOnceHoweverOftenTheNodeStarts() {
    agreed();
    at(RELEASE);
    String jws = only("norland").jws();
    reopened();
    at(RELEASE.plusSeconds(60));
    assertThat(only("norland").jws()).isEqualTo(jws);
  }

  @Test
  void bothSidesSeeHowItStandsOnTalkAndDeskAndAJournalistNothing() {
    agreed();
    at(RELEASE.minus(Duration.ofMinutes(30)));
    String talk = "/talk/" + world.anna.talk();
    String desk = "/press/" + world.anna.talk();
    assertThat(world.signedIn("anna.norland").open(talk).text())
        .contains("in 30 minutes", "Stop it");
    assertThat(world.signedIn("peter.norland").open(desk).text())
        .contains("in 30 minutes")
        .doesNotContain("Stop it");
    assertThat(world.signedIn("maria.sudria").open(desk).text()).contains("через 30 минут");
    for (String path : List.of("/", "/feed.atom", talk, desk)) {
      assertThat(world.reader("norland").open(path).text()).doesNotContain("Leaders to speak");
    }
    at(RELEASE);
    assertThat(world.signedIn("anna.norland").open(talk).text())
        .contains("Published by us", "Published by Sudria")
        .doesNotContain("Stop it");
  }

  private Digest agreed() {
    Term term = term(world, publicId, "Leaders to speak", RELEASE);
    return agree(world, term, lastBody);
  }

  private Body lastBody;

  private Term term(PressWorld in, String id, String headline, Instant release) {
    lastBody = body(in, id, headline, "Лидеры поговорят");
    return new Term.JointStatement(in.talks.newItem(), release, lastBody.digest());
  }

  static Body body(PressWorld in, String id, String english, String russian) {
    return in.talks.body(
        new JointText(
            id,
            Texts.of(Map.of("en", english, "ru", russian)),
            new TreeMap<>(
                Map.of("en", List.of("On Tuesday.", "At six."), "ru", List.of("Во вторник.")))));
  }

  static Digest agree(PressWorld in, Term term, Body body) {
    Digest proposal =
        PressWorld.done(
                in.talks.perform(in.anna, in.talks.proposal(in.anna, term, Optional.empty()), body))
            .entry()
            .actDigest();
    PressWorld.done(in.talks.perform(in.maria, new Act.Consent(proposal)));
    return proposal;
  }

  private void at(Instant now) {
    world.at(now);
    world.office.joint().tick();
  }

  /** As after a restart. */
  private void reopened() {
    world.offices.open(world.talks, world.clock(), new Random(31), new Random(32));
  }

  private List<Published> statements(String room) {
    return world.view().room(room).orElseThrow().statements();
  }

  private Published only(String room) {
    assertThat(statements(room)).hasSize(1);
    return statements(room).getFirst();
  }

  private String feed(String room) {
    Browser reader = world.reader(room);
    return reader.open("/feed.atom").text() + reader.open("/").text();
  }
}

package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.JointText;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.node.Browser;
import parley.node.press.ClearingOffice.Step;
import parley.node.press.JointOffice.Case;
import parley.node.press.JointOffice.Task;
import parley.node.press.clearing.Chain;
import parley.node.press.clearing.Officer;
import parley.node.talk.Errand;
import parley.node.talk.JointClearance.Offer;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.web.Answer;
import parley.node.words.Language;

/** A side says together with another only what a second person of its own has cleared. */
class JointClearanceTest {
  private static final Instant RELEASE = PressWorld.THURSDAY.plus(Duration.ofHours(2));
  private static final Map<String, List<String>> TYPED = Map.of("time", List.of("10:00"));

  private final PressWorld world = PressWorld.any();
  private final JointOffice office = world.office.jointClearing();
  private final Seat helen = world.seat("helen.norland");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoHasTypedItClearsItNotEvenAfterItWasTakenBackAndLaidAgainByAnother() {
    Offer offer = offer("Leaders to speak", RELEASE);
    office.lay(world.anna, offer, TYPED);
    assertThat(office.clear(world.anna, at(world.anna, offer))).isEqualTo(Step.NOT_HERS);
    office.takeBack(world.anna, at(world.anna, offer));
    office.lay(world.peter, at(world.peter, offer));
    assertThat(office.clear(world.anna, at(world.anna, offer))).isEqualTo(Step.NOT_HERS);
    assertThat(office.isCleared(world.anna, offer)).isFalse();
    assertThat(office.clear(helen, at(helen, offer))).isEqualTo(Step.DONE);
    assertThat(office.isCleared(world.anna, offer)).as("control").isTrue();
  }

  @Test
  void aClearanceIsForExactlyTheseWordsThisInstantAndThisSide() {
    Offer offer = offer("Leaders to speak", RELEASE);
    office.lay(world.anna, offer, TYPED);
    office.clear(helen, at(helen, offer));
    assertThat(office.isCleared(world.anna, offer("Leaders to speak", RELEASE)))
        .as("the same under another public id")
        .isTrue();
    assertThat(office.isCleared(world.anna, offer("Leaders to speak.", RELEASE))).isFalse();
    assertThat(office.isCleared(world.anna, offer("Leaders to speak", RELEASE.plusSeconds(60))))
        .isFalse();
    assertThat(office.isCleared(world.maria, offer)).as("the other side's").isFalse();
    assertThat(office.find(world.maria, offer.digest().value())).isEmpty();
  }

  @Test
  void aReturnedTextIsNotClearedAndGoesBackToWhoTypedItWithTheRemark() {
    Offer offer = offer("Leaders to speak", RELEASE);
    office.lay(world.anna, offer, TYPED);
    assertThat(tasks(helen)).containsExactly(Task.CLEAR);
    assertThat(office.sendBack(helen, at(helen, offer), " ")).isEqualTo(Step.NO_REMARK);
    assertThat(office.sendBack(helen, at(helen, offer), "No day.")).isEqualTo(Step.DONE);
    assertThat(office.isCleared(world.anna, offer)).isFalse();
    assertThat(tasks(world.anna)).containsExactly(Task.REVISE);
    assertThat(world.signedIn("anna.norland").open("/talk/" + world.anna.talk()).text())
        .contains("returned to you", "No day.");
  }

  @Test
  void wordsOfTheOtherSideAreLaidByOneAndClearedByAnother() {
    Offer offer = offer("Leaders to speak", RELEASE);
    propose(offer);
    assertThat(tasks(world.pavel)).containsExactly(Task.LAY);
    office.lay(world.pavel, at(world.pavel, offer));
    assertThat(office.clear(world.pavel, at(world.pavel, offer))).isEqualTo(Step.NOT_HERS);
    assertThat(office.clear(world.maria, at(world.maria, offer))).isEqualTo(Step.DONE);
    assertThat(office.isCleared(world.maria, offer)).isTrue();
    assertThat(tasks(world.maria)).isEmpty();
  }

  @Test
  void wordsThatWereWithdrawnAndProposedAgainWaitForTheOtherSideAgainOnce() {
    Offer offer = offer("Leaders to speak", RELEASE);
    Digest first = propose(offer);
    PressWorld.done(world.talks.perform(world.anna, new Act.Withdraw(first, Optional.empty())));
    assertThat(tasks(world.pavel)).as("control: nothing is open").isEmpty();
    propose(offer);
    assertThat(tasks(world.pavel)).containsExactly(Task.LAY);
  }

  @Test
  void aClearanceIsNotTakenBackBetweenItsCheckAndTheSignature() throws InterruptedException {
    Offer offer = offer("Leaders to speak", RELEASE);
    office.lay(world.anna, offer, TYPED);
    office.clear(helen, at(helen, offer));
    Errand errand =
        Errand.of((later, outcome) -> Answer.seeOther("/"), later -> Answer.seeOther("/"))
            .onlyIf(() -> office.isCleared(world.anna, offer), world.talks, world.anna);
    Case cleared = at(helen, offer);
    AtomicReference<Thread> taking = new AtomicReference<>();
    Outcome signed =
        errand.write(
            () -> {
              taking.set(Thread.ofVirtual().start(() -> office.takeBack(helen, cleared)));
              return whileItLasts(taking.get(), () -> performed(offer));
            });
    assertThat(signed).isInstanceOf(Outcome.Done.class);
    taking.get().join();
    assertThat(office.isCleared(world.anna, offer)).isFalse();
    assertThat(errand.write(() -> performed(offer)))
        .as("control: what is not cleared any more")
        .isInstanceOf(Outcome.Refused.class);
  }

  /** Does it while the other has had time to come first, and has not. */
  private static Outcome whileItLasts(Thread other, Supplier<Outcome> act) {
    try {
      assertThat(other.join(Duration.ofMillis(300))).as("it waits").isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return act.get();
  }

  @Test
  void theTalksPageSaysWhoMustClearBeforeAnybodyConsents() {
    Offer offer = offer("Leaders to speak", RELEASE);
    propose(offer);
    Browser maria = world.signedIn("maria.sudria").open("/talk/" + world.anna.talk());
    assertThat(maria.text())
        .contains("Прежде чем дать согласие", "глава или переговорщик")
        .doesNotContain("Прочитать и согласиться");
    office.lay(world.pavel, at(world.pavel, offer));
    office.clear(world.maria, at(world.maria, offer));
    assertThat(maria.open("/talk/" + world.anna.talk()).text())
        .as("control")
        .doesNotContain("Прежде чем дать согласие");
  }

  @Test
  void theOtherSidesPageIsTheSameWhoeverHasStillToClearHere() {
    Offer offer = offer("Leaders to speak", RELEASE);
    propose(offer);
    Browser anna = world.signedIn("anna.norland");
    Browser maria = world.signedIn("maria.sudria");
    String theirs = talkAt(anna);
    String ours = talkAt(maria);
    office.lay(world.pavel, at(world.pavel, offer));
    assertThat(talkAt(anna)).as("laid").isEqualTo(theirs);
    office.clear(world.maria, at(world.maria, offer));
    assertThat(talkAt(anna)).as("cleared").isEqualTo(theirs);
    assertThat(talkAt(maria)).as("control").isNotEqualTo(ours);
  }

  /** Her page of the talk without its number of now, which counts on while the clock stands. */
  private String talkAt(Browser browser) {
    return browser.open("/talk/" + world.anna.talk()).text().replaceAll("since=\\d+", "");
  }

  @Test
  void whereNobodyElseCanClearItTheSideIsToldBeforeAnythingIsLaid() {
    Offer offer = offer("Leaders to speak", RELEASE);
    assertThat(office.missing(world.anna, offer, true, Language.EN))
        .as("control")
        .startsWith("Still");
    Officer onlyAnna = new Officer.Named(world.anna.person().id());
    world.office.clearing().set(world.anna, 0, new Chain(false, List.of(onlyAnna)));
    assertThat(office.missing(world.anna, offer, true, Language.EN))
        .startsWith("Nobody on your side");
    assertThat(office.missing(world.anna, offer, false, Language.EN))
        .as("somebody else can submit it")
        .startsWith("Still");
  }

  private Digest propose(Offer offer) {
    return PressWorld.done(performed(offer)).entry().actDigest();
  }

  private Outcome performed(Offer offer) {
    var body = world.talks.body(offer.text());
    Term term = new Term.JointStatement(world.talks.newItem(), offer.release(), body.digest());
    return world.talks.perform(
        world.anna, world.talks.proposal(world.anna, term, Optional.empty()), body);
  }

  private List<Task> tasks(Seat seat) {
    return office.waitingFor(seat).stream().map(JointOffice.Waiting::task).toList();
  }

  private Case at(Seat seat, Offer offer) {
    return office.find(seat, offer.digest().value()).orElseThrow();
  }

  private Offer offer(String headline, Instant release) {
    return new Offer(
        release,
        new JointText(
            world.talks.newItem().value(),
            Texts.of(Map.of("en", headline, "ru", "Лидеры поговорят")),
            new TreeMap<>(Map.of("en", List.of("On Tuesday."), "ru", List.of("Во вторник.")))));
  }
}

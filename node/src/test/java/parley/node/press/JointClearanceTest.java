package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.JointText;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.node.press.ClearingOffice.Step;
import parley.node.press.JointOffice.Case;
import parley.node.press.JointOffice.Task;
import parley.node.talk.JointClearance.Offer;
import parley.node.talk.Seat;

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

  private Digest propose(Offer offer) {
    var body = world.talks.body(offer.text());
    Term term = new Term.JointStatement(world.talks.newItem(), offer.release(), body.digest());
    return PressWorld.done(
            world.talks.perform(
                world.anna, world.talks.proposal(world.anna, term, Optional.empty()), body))
        .entry()
        .actDigest();
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

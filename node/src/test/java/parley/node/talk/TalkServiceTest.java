package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.node.talk.TalksUnderTest.done;
import static parley.node.talk.TalksUnderTest.tuesday;
import static parley.node.talk.TalksUnderTest.video;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Reason;
import parley.dossier.model.Texts;
import parley.dossier.state.Standing;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;

class TalkServiceTest {
  private final TalksUnderTest house = new TalksUnderTest();

  @AfterEach
  void tidy() {
    house.close();
  }

  @Test
  void bringsATermIntoForceOnceTheOtherSideConsentsAndBothNodesHaveAcknowledged() {
    Seat anna = house.arranged();
    Seat maria = house.seat(anna, "maria.sudria");
    Digest time = house.propose(maria, tuesday());
    assertThat(house.talks().look(anna).state().inForce(Matter.TIME)).isEmpty();

    Snapshot after = done(house.consent(anna, time)).now();
    assertThat(after.state().inForce(Matter.TIME)).contains(tuesday());
    assertThat(house.talks().look(maria)).isEqualTo(after);
  }

  @Test
  void acknowledgesByItselfAndThenIsQuiet() {
    Seat anna = house.arranged();
    house.propose(anna, video(60));
    var state = house.talks().look(anna).state();
    assertThat(state.delegations()).allMatch(side -> !state.mustAcknowledge(side.id()));
    long entries = state.delegations().stream().mapToLong(side -> side.head().seq()).sum();
    house.restarted();
    assertThat(
            house.talks().look(anna).state().delegations().stream()
                .mapToLong(side -> side.head().seq())
                .sum())
        .isEqualTo(entries);
  }

  @Test
  void keepsATalkAcrossARestart() {
    Seat anna = house.arranged();
    Digest item = house.proposeItem(anna, "Bilateral relations", "Двусторонние отношения", 1);
    Snapshot before = house.talks().look(anna);
    Snapshot after = house.restarted().look(anna);
    assertThat(after).isEqualTo(before);
    assertThat(after.state().proposals()).containsKey(item);
  }

  @Test
  void givesNobodyOfAnotherDelegationASeatAndSaysTheSameOfATalkThatDoesNotExist() {
    Seat anna = house.arranged();
    assertThat(house.talks().seat(house.person("ruth.norland"), anna.talk().value())).isPresent();
    house.people.add(TalkOutsiders.ATLANTIS);
    house.people.add(TalkOutsiders.STRANGER);
    assertThat(house.talks().seat(house.person("stranger.atlantis"), anna.talk().value()))
        .isEmpty();
    assertThat(house.talks().seat(house.person("anna.norland"), "AAAAAAAAAAAAAAAAAAAAAA"))
        .isEmpty();
    assertThat(house.talks().seat(house.person("anna.norland"), "no/talk at all")).isEmpty();
    assertThat(house.talks().seats(house.person("stranger.atlantis"))).isEmpty();
  }

  @Test
  void letsOnlyPrincipalsAndNegotiatorsBind() {
    Seat anna = house.arranged();
    Digest format = house.propose(house.seat(anna, "maria.sudria"), video(60));
    for (String looking :
        List.of("peter.norland", "clara.norland", "ruth.norland", "tom.norland")) {
      Seat seat = house.seat(anna, looking);
      assertThat(refusal(house.consent(seat, format)))
          .as(looking)
          .isEqualTo(Reason.ROLE_NOT_ALLOWED);
      assertThat(
              refusal(
                  house
                      .talks()
                      .perform(seat, house.talks().proposal(seat, video(30), Optional.empty()))))
          .as(looking)
          .isEqualTo(Reason.ROLE_NOT_ALLOWED);
    }
    assertThat(house.consent(house.seat(anna, "helen.norland"), format))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void neverLetsASideConsentForTheOther() {
    Seat anna = house.arranged();
    Digest own = house.propose(anna, video(60));
    assertThat(refusal(house.consent(house.seat(anna, "helen.norland"), own)))
        .isEqualTo(Reason.STALE);
    assertThat(house.talks().look(anna).state().inForce(Matter.FORMAT)).isEmpty();
  }

  @Test
  void writesNothingWhenTheProposalWasWithdrawnAMomentAgo() {
    Seat anna = house.arranged();
    Seat maria = house.seat(anna, "maria.sudria");
    Digest time = house.propose(maria, tuesday());
    done(house.talks().perform(maria, new Act.Withdraw(time, Optional.empty())));
    Snapshot before = house.talks().look(anna);
    assertThat(refusal(house.consent(anna, time))).isEqualTo(Reason.STALE);
    assertThat(house.talks().look(anna)).isEqualTo(before);
  }

  @Test
  void takesOneOfTwoConsentsGivenAtTheSameMoment() throws Exception {
    Seat anna = house.arranged();
    Digest time = house.propose(house.seat(anna, "maria.sudria"), tuesday());
    Seat helen = house.seat(anna, "helen.norland");
    List<Outcome> outcomes =
        together(() -> house.consent(anna, time), () -> house.consent(helen, time));
    assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.Done).hasSize(1);
    assertThat(outcomes)
        .filteredOn(
            outcome ->
                outcome instanceof Outcome.Refused(Reason why, var now) && why == Reason.STALE)
        .hasSize(1);
    assertThat(house.talks().look(anna).state().inForce(Matter.TIME)).contains(tuesday());
  }

  @Test
  void losesNothingWhenBothSidesWriteAtOnce() throws Exception {
    Seat anna = house.arranged();
    Seat maria = house.seat(anna, "maria.sudria");
    List<Callable<Digest>> all = new ArrayList<>();
    for (int count = 1; count <= 6; count++) {
      int order = count;
      all.add(
          () ->
              house.proposeItem(
                  order % 2 == 0 ? anna : maria, "Item " + order, "Пункт " + order, order));
    }
    List<Digest> proposed = inParallel(all);
    Snapshot after = house.restarted().look(anna);
    assertThat(after.state().proposals()).containsKeys(proposed.toArray(Digest[]::new));
    assertThat(after.state().proposals().values())
        .allMatch(proposal -> proposal.standing() == Standing.PROPOSED);
  }

  @Test
  void forgetsWhatTheJournalDidNotKeep() {
    AtomicBoolean broken = new AtomicBoolean();
    try (TalksUnderTest fragile =
        new TalksUnderTest(journal -> new BreakingJournal(journal, broken::get))) {
      Seat anna = fragile.arranged();
      Snapshot before = fragile.talks().look(anna);
      broken.set(true);
      assertThatThrownBy(() -> fragile.propose(anna, video(60))).hasMessage("disk full");
      assertThat(fragile.talks().look(anna)).isEqualTo(before);
      broken.set(false);
      fragile.propose(anna, video(60));
      assertThat(fragile.restarted().look(anna).state().matter(Matter.FORMAT).open()).hasSize(1);
    }
  }

  @Test
  void exportsAFileThatVerifiesAndNamesTheSigners() {
    Seat anna = house.arranged();
    Digest time = house.propose(house.seat(anna, "maria.sudria"), tuesday());
    house.consent(anna, time);
    Report report =
        Verifier.verify(
            house.talks().export(anna).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(report).isInstanceOf(Report.Holds.class);
    assertThat(((Report.Holds) report).agreed())
        .flatExtracting(Report.Agreed::signed)
        .extracting(signed -> signed.person().names().inOrFirst("en"))
        .contains("Anna Whitfield");
  }

  @Test
  void keepsAReasonBesideTheLog() {
    Seat anna = house.arranged();
    Digest time = house.propose(house.seat(anna, "maria.sudria"), tuesday());
    Body reason = house.talks().body(Texts.of("en", "The President travels."));
    Snapshot after =
        done(house
                .talks()
                .perform(anna, new Act.Objection(time, Optional.of(reason.digest())), reason))
            .now();
    assertThat(after.texts(reason.digest()))
        .contains(Texts.of(Map.of("en", "The President travels.")));
    assertThat(house.restarted().look(anna).texts(reason.digest())).isPresent();
  }

  @Test
  void tellsWatchersOfEveryDurableChangeAndOfNoRefusal() {
    List<Snapshot> told = new ArrayList<>();
    house.talks().watch(told::add);
    Seat anna = house.arranged();
    int arranged = told.size();
    assertThat(arranged).isPositive();
    Digest own = house.propose(anna, video(60));
    assertThat(told).hasSize(arranged + 1);
    house.consent(anna, own);
    assertThat(told).hasSize(arranged + 1);
  }

  @Test
  void keepsWhatIsWrittenAndTellsTheRestWhenOneWatcherFails() {
    Seat anna = house.arranged();
    List<Snapshot> told = new ArrayList<>();
    house
        .talks()
        .watch(
            now -> {
              throw Reason.STALE.because("a watcher's own trouble");
            });
    house.talks().watch(told::add);
    Digest proposed = house.propose(anna, video(60));
    assertThat(told).hasSize(1);
    assertThat(house.restarted().look(anna).state().proposals()).containsKey(proposed);
  }

  @Test
  void refusesAConsentBesideATermInForceAndStillTakesAnObjection() {
    Seat anna = house.arranged();
    Seat maria = house.seat(anna, "maria.sudria");
    Digest stands = house.propose(maria, video(60));
    Digest beside = house.propose(maria, video(45));
    house.consent(anna, stands);
    assertThat(refusal(house.consent(anna, beside))).isEqualTo(Reason.STALE);
    assertThat(house.talks().look(anna).state().matter(Matter.FORMAT).inForce())
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(stands));
    assertThat(house.talks().perform(anna, new Act.Objection(beside, Optional.empty())))
        .isInstanceOf(Outcome.Done.class);
  }

  private static Reason refusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> throw new AssertionError("was done");
      case Outcome.Refused refused -> refused.reason();
      case Outcome.ToSign toSign -> throw new AssertionError("to be signed");
    };
  }

  private static List<Outcome> together(Callable<Outcome> one, Callable<Outcome> other)
      throws Exception {
    return inParallel(List.of(one, other));
  }

  private static <T> List<T> inParallel(Collection<Callable<T>> all) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(all)) {
        results.add(each.get());
      }
      return results;
    }
  }
}

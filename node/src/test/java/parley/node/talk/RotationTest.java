package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.node.talk.TalksUnderTest.done;
import static parley.node.talk.TalksUnderTest.video;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;
import parley.node.talk.Rotations.Standing;

class RotationTest {
  @Test
  void shouldChangeTheKeyInEveryTalkAndBeginNewTalksWithIt() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat first = house.arranged();
      Seat second = house.arranged();
      SealPublicKey before = key(house, first);

      assertThat(change(house, "anna.norland").done()).hasSize(2);

      SealPublicKey after = key(house, first);
      assertThat(after).isNotEqualTo(before).isEqualTo(key(house, second));
      assertThat(key(house, house.arranged())).isEqualTo(after);
      assertThat(standings(house, "anna.norland"))
          .containsOnly(Standing.WAITING, Standing.IN_FORCE);
    }
  }

  @Test
  void shouldOnlySayNoUntilTheOtherSideHasAcceptedAndBindAgainAfterwards() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      Seat maria = house.seat(anna, "maria.sudria");
      Digest format = house.propose(maria, video(60));
      change(house, "anna.norland");

      assertThat(refusal(house.consent(anna, format))).isEqualTo(Reason.ROTATION_NOT_ACCEPTED);
      Act no = new Act.Objection(format, Optional.empty());
      assertThat(house.talks().perform(anna, no)).isInstanceOf(Outcome.Done.class);

      house.talks().accept(maria);
      done(house.consent(anna, format));
      assertThat(house.talks().look(maria).state().inForce(Matter.FORMAT)).isPresent();
      assertThat(standings(house, "anna.norland")).containsOnly(Standing.IN_FORCE);
      assertThat(
              Verifier.verify(
                  house.talks().export(anna).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isInstanceOf(Report.Holds.class);
    }
  }

  @Test
  void shouldDestroyTheOldKeyOnlyWhenNoTalkIsAtIt() {
    AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    try (TalksUnderTest house = new TalksUnderTest(failingAfter(left))) {
      Seat first = house.arranged();
      Seat second = house.arranged();
      SealPublicKey old = key(house, first);
      left.set(1);
      assertThatThrownBy(() -> change(house, "anna.norland")).hasMessage("disk full");
      assertThat(List.of(key(house, first), key(house, second))).containsOnlyOnce(old);
      assertThat(house.keys().held("norland", old)).isPresent();

      left.set(Integer.MAX_VALUE);
      house.restarted();
      assertThat(standings(house, "anna.norland"))
          .containsExactlyInAnyOrder(Standing.BEHIND, Standing.WAITING);
      Seat behind = key(house, first).equals(old) ? first : second;
      assertThat(house.propose(behind, video(45))).as("it goes on at the old key").isNotNull();

      assertThat(change(house, "anna.norland").done()).hasSize(1);
      assertThat(standings(house, "anna.norland")).containsOnly(Standing.WAITING);
      assertThat(key(house, first)).isEqualTo(key(house, second)).isNotEqualTo(old);
      assertThat(house.keys().held("norland", old)).isEmpty();
    }
  }

  @Test
  void shouldKnowItsTalksAfterARestartByAKeyThatIsDestroyed() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      change(house, "anna.norland");
      house.talks().accept(house.seat(anna, "maria.sudria"));
      change(house, "anna.norland");
      house.talks().accept(house.seat(anna, "maria.sudria"));
      house.restarted();
      Seat again = house.seat(anna, "helen.norland");
      assertThat(again.delegation()).isEqualTo(anna.delegation());
      assertThat(house.propose(again, video(30))).isNotNull();
    }
  }

  @Test
  void shouldCommitToNoKeyThatIsNotOnTheDisk() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      for (int round = 0; round < 3; round++) {
        change(house, "anna.norland");
        house.talks().accept(house.seat(anna, "maria.sudria"));
        Digest committed =
            house
                .talks()
                .look(anna)
                .state()
                .delegation(anna.delegation())
                .orElseThrow()
                .presented()
                .nextKey();
        house.restarted();
        assertThat(house.keys().next("norland").publicKey().commitment()).isEqualTo(committed);
      }
    }
  }

  @Test
  void shouldChangeItOnceWhenTwoPeoplePressAtOnce() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      Rotations rotations = new Rotations(house.talks());
      SealPublicKey seen = rotations.current(house.person("anna.norland"));
      assertThat(rotations.change(house.person("anna.norland"), seen).done()).hasSize(1);
      assertThat(rotations.change(house.person("helen.norland"), seen).done()).isEmpty();
      assertThat(key(house, anna)).isEqualTo(rotations.current(house.person("anna.norland")));
    }
  }

  @Test
  void shouldJoinWithTheNewKeyATalkThatItWasInvitedToBefore() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.talks().convene(house.person("anna.norland"), "sudria");
      Seat before = house.seat(anna, "maria.sudria");
      assertThat(change(house, "maria.sudria").done()).isEmpty();
      Seat maria = house.seat(anna, "maria.sudria");
      assertThat(maria.delegation()).isNotEqualTo(before.delegation());
      house.talks().accept(maria);
      house.talks().accept(anna);
      assertThat(house.propose(maria, video(60))).isNotNull();
    }
  }

  @Test
  void shouldChangeAKeyThatTheOtherSideHasNotAcceptedYet() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      change(house, "anna.norland");
      SealPublicKey once = key(house, anna);
      assertThat(change(house, "anna.norland").done()).hasSize(1);
      assertThat(key(house, anna)).isNotEqualTo(once);
      assertThat(house.keys().held("norland", once)).isEmpty();
      house.talks().accept(house.seat(anna, "maria.sudria"));
      assertThat(house.propose(anna, video(60))).isNotNull();
    }
  }

  @Test
  void shouldKeepInTheRoomWhoIsThereAndLetNobodyElseInUntilTheKeyIsAccepted() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      Seat helen = house.seat(anna, "helen.norland");
      Seat maria = house.seat(anna, "maria.sudria");
      done(house.talks().perform(anna, new Act.Enter(anna.personId())));
      change(house, "anna.norland");
      assertThat(List.of(anna, helen, maria))
          .filteredOn(seat -> mayEnter(house, seat))
          .containsExactly(anna, maria);
      house.talks().accept(maria);
      assertThat(List.of(anna, helen, maria)).allMatch(seat -> mayEnter(house, seat));
    }
  }

  @Test
  void shouldLetOnlyPrincipalsAndNegotiatorsChangeIt() {
    try (TalksUnderTest house = new TalksUnderTest()) {
      Seat anna = house.arranged();
      SealPublicKey before = key(house, anna);
      assertThat(change(house, "ruth.norland").refused()).hasSize(1);
      assertThat(key(house, anna)).isEqualTo(before);
      assertThat(change(house, "helen.norland").done()).hasSize(1);
    }
  }

  private static Rotations.Result change(TalksUnderTest house, String person) {
    Rotations rotations = new Rotations(house.talks());
    return rotations.change(house.person(person), rotations.current(house.person(person)));
  }

  private static List<Standing> standings(TalksUnderTest house, String person) {
    return new Rotations(house.talks())
        .lines(house.person(person)).stream().map(Rotations.Line::standing).toList();
  }

  private static SealPublicKey key(TalksUnderTest house, Seat seat) {
    return house
        .talks()
        .look(seat)
        .state()
        .delegation(seat.delegation())
        .orElseThrow()
        .presented()
        .key();
  }

  private static boolean mayEnter(TalksUnderTest house, Seat seat) {
    return house.talks().look(seat).state().mayEnter(seat.delegation(), seat.personId());
  }

  private static Reason refusal(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused ? refused.reason() : null;
  }

  /** A journal that keeps so many more changes. */
  private static UnaryOperator<TalkJournal> failingAfter(AtomicInteger left) {
    return journal -> new BreakingJournal(journal, () -> left.getAndDecrement() <= 0);
  }
}

package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.state.Equivocation;
import parley.dossier.state.Standing;
import parley.dossier.state.TalkState;

/** Whoever was invited and is not accepted can spoil nothing. */
class OutsidersTest {
  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.getFirst();
  private final Side sudria = story.sides.getLast();
  private final Outsiders outsiders = new Outsiders(story);

  @Test
  void moreChainsThanAnEntryCanNameKeepNobodyFromWriting() {
    List<Entry> many = outsiders.many(33);
    outsiders.reachEverybody(many);
    assertThatThrownBy(() -> outsiders.seeingAll(norland, many))
        .as("control: who named them all could not write")
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE));
    agreeAndClose();
  }

  @Test
  void aForkOfWhoIsOnlyInvitedIsShownAndStopsNobody() {
    Side third = Side.third();
    List<Entry> twice = outsiders.twice(third);
    story.copy(norland).admit(twice.getFirst().jws());
    story.copy(sudria).admit(twice.getLast().jws());
    story.settle();
    TalkState state = story.state(norland);
    assertThat(state).isEqualTo(story.state(sudria));
    assertThat(state.frozen()).isFalse();
    assertThat(state.delegation(third.id)).isEmpty();
    assertThat(state.equivocations())
        .containsExactly(fork(third, twice, false))
        .as("both entries are kept as proof")
        .allSatisfy(
            fork -> {
              assertThat(story.copy(norland).entry(fork.one())).isPresent();
              assertThat(story.copy(norland).entry(fork.other())).isPresent();
            });
    assertThatThrownBy(
            () -> story.act(norland, new Act.Accept(third.id, twice.getFirst().actDigest())))
        .isInstanceOf(Refusal.class);
    agreeAndClose();
  }

  @Test
  void aForkStopsTheTalkOnceSomebodyInItHasAcceptedItsAuthor() {
    Side third = Side.third();
    List<Entry> twice = outsiders.twice(third);
    story.copy(norland).admit(twice.getFirst().jws());
    story.act(norland, new Act.Accept(third.id, twice.getFirst().actDigest()));
    assertThat(story.state(norland).frozen()).isFalse();
    story.copy(sudria).admit(twice.getLast().jws());
    assertThat(story.state(sudria).frozen()).as("it does not know yet").isFalse();
    story.exchange();
    for (Side side : story.sides) {
      assertThat(story.state(side).frozen()).isTrue();
      assertThat(story.state(side).equivocations()).containsExactly(fork(third, twice, true));
      assertThatThrownBy(() -> story.act(side, new Act.Acknowledge()))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.EQUIVOCATION));
    }
  }

  @Test
  void whatRestsOnAForkedOutsiderCountsForNobodyAndStopsNobody() {
    Side third = Side.third();
    List<Entry> twice = outsiders.twice(third);
    Dossier other = Story.rebuilt(twice.getFirst().talk(), story.copy(norland).entries());
    other.admit(twice.getFirst().jws());
    Entry rests = outsiders.present(Side.stray(0), other);
    List<Entry> all = new ArrayList<>(twice);
    all.add(rests);
    outsiders.reachEverybody(all);
    assertThat(story.state(norland).delegations()).hasSize(2);
    assertThat(story.copy(norland).entry(rests.hash())).isPresent();
    agreeAndClose();
  }

  /** Terms come into force and the dossier closes, on both copies alike. */
  private void agreeAndClose() {
    Entry time = story.propose(norland, Story.time(0));
    story.exchange();
    story.consent(sudria, time);
    story.settle();
    assertThat(story.standing(norland, time)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(sudria, time)).isEqualTo(Standing.IN_FORCE);
    story.act(norland, story.copy(norland).closeAct(norland.id));
    story.exchange();
    story.act(sudria, story.copy(sudria).closeAct(sudria.id));
    story.settle();
    assertThat(story.state(norland).closed()).isTrue();
    assertThat(story.state(sudria)).isEqualTo(story.state(norland));
  }

  private static Equivocation fork(Side side, List<Entry> twice, boolean stops) {
    var hashes = twice.stream().map(Entry::hash).sorted().toList();
    return new Equivocation(side.id, 1, hashes.getFirst(), hashes.getLast(), stops);
  }
}

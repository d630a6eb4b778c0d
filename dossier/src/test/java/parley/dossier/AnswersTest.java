package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Medium;
import parley.dossier.model.PackageMark;
import parley.dossier.model.Term;
import parley.dossier.state.Move;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;

/** What each kind of answer does to a proposal. */
public class AnswersTest {
  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);

  @Test
  public void anObjectionBlocksUntilItsAuthorConsents() {
    Entry proposal = story.propose(norland, Story.time(0));
    story.exchange();
    story.object(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.OBJECTED);
    assertThat(story.state(norland).movesOf(norland.id))
        .extracting(Move::kind)
        .containsExactly(Move.Kind.REVISE);
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void anObjectionThatDidNotSeeTheConsentBeatsIt() {
    Entry proposal = story.propose(norland, Story.time(0));
    story.exchange();
    story.object(norland, proposal);
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(sudria, proposal)).isEqualTo(Standing.OBJECTED);
  }

  @Test
  public void aConsentAdReferendumBindsNothingUntilItIsConfirmed() {
    Entry proposal = story.propose(norland, Story.time(0));
    story.exchange();
    story.act(sudria, new Act.ConsentAdReferendum(proposal.actDigest()));
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.PROPOSED);
    assertThat(story.state(sudria).movesOf(sudria.id))
        .extracting(Move::kind)
        .containsExactly(Move.Kind.CONFIRM);
    story.act(sudria, new Act.Confirm(proposal.actDigest()));
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void aConfirmationOfNothingIsNoConsent() {
    Entry proposal = story.propose(norland, Story.time(0));
    story.exchange();
    story.act(sudria, new Act.Confirm(proposal.actDigest()));
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.PROPOSED);
  }

  @Test
  public void aWithdrawnTermStaysWithdrawnWhateverIsConsentedLater() {
    Entry proposal = agreed(Story.time(0));
    story.withdraw(sudria, proposal);
    story.exchange();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.WITHDRAWN);
    story.consent(sudria, proposal);
    story.consent(norland, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  public void postponingEndsTheTimeAndANewOneEndsThePostponement() {
    Entry proposal = agreed(Story.time(0));
    story.act(norland, new Act.Postpone(proposal.actDigest(), Optional.empty()));
    story.settle();
    assertThat(story.standing(sudria, proposal)).isEqualTo(Standing.POSTPONED);
    assertThat(story.state(sudria).postponed().orElseThrow().deed().delegation())
        .isEqualTo(norland.id);
    agreed(Story.time(7));
    assertThat(story.state(sudria).postponed()).isEmpty();
  }

  @Test
  public void anAmendmentOfOnesOwnOpenProposalTakesTheOldOneBack() {
    Entry old = story.propose(norland, Story.time(0));
    story.exchange();
    Entry newer = story.propose(norland, Story.time(1), old.actDigest());
    story.consent(sudria, old);
    story.settle();
    assertThat(story.standing(norland, old)).isEqualTo(Standing.REPLACED);
    assertThat(story.proposal(norland, old).stances().get(norland.id).kind())
        .isEqualTo(Stance.Kind.COUNTERED);
    assertThat(story.standing(norland, newer)).isEqualTo(Standing.PROPOSED);
  }

  @Test
  public void whatItsProposerAmendedAsksNothingOfAnybody() {
    Entry old = story.propose(norland, Story.time(0));
    story.exchange();
    story.act(sudria, new Act.Objection(old.actDigest(), Optional.empty()));
    story.settle();
    assertThat(story.state(norland).moves()).anyMatch(m -> m.proposal().equals(id(old)));
    story.propose(norland, Story.time(1), old.actDigest());
    story.settle();
    assertThat(story.state(norland).moves()).noneMatch(m -> m.proposal().equals(id(old)));
  }

  private static Optional<Digest> id(Entry proposal) {
    return Optional.of(proposal.actDigest());
  }

  @Test
  public void aConsentClaimedAfterTheExpiryIsTooLate() {
    Entry proposal = expiring(Duration.ofMinutes(5));
    story.pass(Duration.ofMinutes(5));
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.EXPIRED);
    assertThat(story.proposal(norland, proposal).stances().get(sudria.id).kind())
        .isEqualTo(Stance.Kind.TOO_LATE);
  }

  @Test
  public void aConsentDatedBackIsTooLateOnceTheProposerHasGoneOn() {
    Entry proposal = expiring(Duration.ofMinutes(5));
    Instant inTime = story.now().plus(Duration.ofMinutes(1));
    story.pass(Duration.ofMinutes(10));
    story.act(norland, new Act.Acknowledge());
    sudria.act(story.copy(sudria), new Act.Consent(proposal.actDigest()), inTime);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.EXPIRED);
  }

  @Test
  public void aConsentInTimeCountsThoughTheProposerSawItAfterTheExpiry() {
    Entry proposal = expiring(Duration.ofMinutes(5));
    story.consent(sudria, proposal);
    story.pass(Duration.ofMinutes(10));
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void aPackageIsInForceTogetherOrNotAtAll() {
    Entry one = packed(Story.time(0));
    Entry two = packed(new Term.Format(Medium.VIDEO, 60));
    story.exchange();
    story.consent(sudria, one);
    story.settle();
    assertThat(story.standing(norland, one)).isEqualTo(Standing.HELD);
    story.consent(sudria, two);
    story.settle();
    assertThat(story.standing(norland, one)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(norland, two)).isEqualTo(Standing.IN_FORCE);
    story.withdraw(norland, two);
    story.settle();
    assertThat(story.standing(norland, one)).isEqualTo(Standing.HELD);
  }

  @Test
  public void anIncompletePackageIsNotInForce() {
    Entry one = packed(Story.time(0));
    story.exchange();
    story.consent(sudria, one);
    story.settle();
    assertThat(story.standing(norland, one)).isEqualTo(Standing.HELD);
  }

  @Test
  public void anotherProposalDoesNotShakeATermInForceUnlessItReplacesIt() {
    Entry open = story.propose(norland, Story.time(3));
    Entry stands = agreed(Story.time(0));
    story.consent(sudria, open);
    story.settle();
    assertThat(story.standing(norland, stands)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(norland, open)).isEqualTo(Standing.RIVAL);
  }

  @Test
  public void twoReplacementsOfOneTermLeaveItInForceUntilOneIsWithdrawn() {
    Entry old = agreed(Story.time(0));
    Entry one = story.propose(norland, Story.time(1), old.actDigest());
    Entry two = story.propose(sudria, Story.time(2), old.actDigest());
    story.exchange();
    story.consent(sudria, one);
    story.consent(norland, two);
    story.settle();
    assertThat(story.standing(norland, old)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(norland, one)).isEqualTo(Standing.RIVAL);
    story.withdraw(sudria, two);
    story.settle();
    assertThat(story.standing(norland, old)).isEqualTo(Standing.REPLACED);
    assertThat(story.standing(norland, one)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void termsOnOtherMattersAreNotRivals() {
    Entry time = agreed(Story.time(0));
    Entry format = agreed(new Term.Format(Medium.VIDEO, 60));
    assertThat(story.standing(norland, time)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(norland, format)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.state(norland).matter(Matter.TIME).open()).isEmpty();
  }

  @Test
  public void aTermIsInForceSinceTheLastAcknowledgement() {
    Entry proposal = agreed(Story.time(0));
    Instant last =
        story.copy(norland).chain(norland.id).stream()
            .map(Entry::at)
            .max(Instant::compareTo)
            .orElseThrow();
    assertThat(story.proposal(norland, proposal).inForceBy()).contains(last);
    story.act(sudria, new Act.Acknowledge());
    story.settle();
    assertThat(story.proposal(norland, proposal).inForceBy()).contains(last);
  }

  private Entry expiring(Duration in) {
    Act.Propose propose =
        new Act.Propose(
            Story.time(0),
            story.parties(),
            Optional.of(story.now().plus(in)),
            List.of(),
            Optional.empty());
    Entry proposal = story.act(norland, propose);
    story.exchange();
    return proposal;
  }

  private Entry packed(Term term) {
    return story.act(
        norland,
        new Act.Propose(
            term,
            story.parties(),
            Optional.empty(),
            List.of(),
            Optional.of(new PackageMark("both", 2))));
  }

  /** In force; the consent's author acknowledges last. */
  private Entry agreed(Term term) {
    Entry proposal = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
    return proposal;
  }
}

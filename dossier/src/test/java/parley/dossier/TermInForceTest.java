package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.Matter;
import parley.dossier.model.Medium;
import parley.dossier.model.Term;
import parley.dossier.state.Stance;
import parley.dossier.state.Standing;

public class TermInForceTest {
  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);

  @Test
  public void aTermIsInForceOnceAllHaveConsentedAndAcknowledged() {
    Entry proposal = story.propose(sudria, Story.time(0));
    story.exchange();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.PROPOSED);
    assertThat(story.proposal(norland, proposal).waitsFor()).containsExactly(norland.id);

    story.consent(norland, proposal);
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.AGREED);
    assertThat(story.proposal(norland, proposal).waitsFor()).containsExactly(sudria.id);

    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.state(norland).inForce(Matter.TIME)).contains(Story.time(0));
    assertThat(story.state(norland)).isEqualTo(story.state(sudria));
  }

  @Test
  public void aWithdrawalThatDidNotSeeTheConsentWins() {
    Entry proposal = story.propose(sudria, Story.time(0));
    story.exchange();
    story.withdraw(sudria, proposal);
    story.consent(norland, proposal);
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.AGREED);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.WITHDRAWN);
    assertThat(story.state(norland)).isEqualTo(story.state(sudria));
  }

  @Test
  public void aCounterProposalTakesItsAuthorsPlaceAndComesIntoForceWithOneConsent() {
    Entry first = story.propose(sudria, Story.time(0));
    story.exchange();
    Entry counter = story.propose(norland, Story.time(1), first.actDigest());
    story.exchange();
    assertThat(story.proposal(sudria, first).stances().get(norland.id).kind())
        .isEqualTo(Stance.Kind.COUNTERED);
    assertThat(story.standing(sudria, first)).isEqualTo(Standing.OBJECTED);
    story.consent(sudria, counter);
    story.settle();
    assertThat(story.standing(sudria, counter)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(sudria, first)).isEqualTo(Standing.REPLACED);
  }

  @Test
  public void rivalsThatBothSidesConsentedToBothStayProposed() {
    Entry one = story.propose(norland, Story.time(0));
    Entry other = story.propose(sudria, Story.time(1));
    story.exchange();
    story.consent(sudria, one);
    story.consent(norland, other);
    story.settle();
    assertThat(story.standing(norland, one)).isEqualTo(Standing.RIVAL);
    assertThat(story.standing(norland, other)).isEqualTo(Standing.RIVAL);
    assertThat(story.state(norland).inForce(Matter.TIME)).isEmpty();

    story.withdraw(norland, one);
    story.settle();
    assertThat(story.standing(sudria, other)).isEqualTo(Standing.IN_FORCE);
  }

  @Test
  public void aTermInForceStaysUntilWhatReplacesItIsInForce() {
    Entry old = agreed(new Term.Format(Medium.VIDEO, 60));
    Entry newer = story.propose(sudria, new Term.Format(Medium.AUDIO, 30), old.actDigest());
    story.settle();
    assertThat(story.standing(norland, old)).isEqualTo(Standing.IN_FORCE);
    story.consent(norland, newer);
    story.settle();
    assertThat(story.standing(norland, old)).isEqualTo(Standing.REPLACED);
    assertThat(story.standing(norland, newer)).isEqualTo(Standing.IN_FORCE);
  }

  private Entry agreed(Term term) {
    Entry proposal = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, proposal);
    story.settle();
    assertThat(story.standing(norland, proposal)).isEqualTo(Standing.IN_FORCE);
    return proposal;
  }
}

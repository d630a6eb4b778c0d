package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.state.DelegationState;
import parley.dossier.state.Move;
import parley.dossier.state.Standing;

public class RotationTest {
  private final Story story = Story.ofTwo();
  private final Side norland = story.sides.get(0);
  private final Side sudria = story.sides.get(1);

  @Test
  public void untilTheOtherSideAcceptsTheNewKeyASideCanOnlySayNo() {
    Entry refused = story.propose(norland, Story.time(0));
    Entry wanted = story.propose(norland, Story.time(1));
    story.exchange();
    Entry rotation = story.act(sudria, sudria.rotation(story.copy(sudria)));
    story.settle();
    assertThat(story.state(norland).rotating())
        .extracting(DelegationState::id)
        .containsExactly(sudria.id);
    assertThat(story.state(norland).movesOf(norland.id))
        .extracting(Move::kind)
        .contains(Move.Kind.ACCEPT_CREDENTIALS);
    assertThat(story.state(norland).movesOf(sudria.id)).isEmpty();
    assertThat(catchThrowableOfType(Refusal.class, () -> story.consent(sudria, wanted)).reason())
        .isEqualTo(Reason.ROTATION_NOT_ACCEPTED);
    story.object(sudria, refused);

    story.exchange();
    story.act(norland, new Act.Accept(sudria.id, rotation.actDigest()));
    story.settle();
    assertThat(story.state(sudria).rotating()).isEmpty();
    story.consent(sudria, wanted);
    story.settle();
    assertThat(story.standing(norland, wanted)).isEqualTo(Standing.IN_FORCE);
    assertThat(story.standing(norland, refused)).isEqualTo(Standing.OBJECTED);
  }

  @Test
  public void whatIsInForceStaysWhileAKeyIsReplaced() {
    Entry agreed = story.propose(norland, Story.time(0));
    story.exchange();
    story.consent(sudria, agreed);
    story.settle();
    story.act(sudria, sudria.rotation(story.copy(sudria)));
    story.settle();
    assertThat(story.standing(norland, agreed)).isEqualTo(Standing.IN_FORCE);
  }
}

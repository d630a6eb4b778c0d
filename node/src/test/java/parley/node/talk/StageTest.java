package parley.node.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.node.words.Language;

/** Norland and Sudria on one node, and a third side, invited, on another. */
class StageTest {
  private final TalksUnderTest here = new TalksUnderTest();
  private final TalksUnderTest there = new TalksUnderTest(journal -> journal, 43);

  @AfterEach
  void tidy() {
    here.close();
    there.close();
  }

  @Test
  void whoIsInvitedAndNotAcceptedKeepsNobodyElseFromProposing() {
    Seat anna =
        here.talks()
            .convene(
                here.person("anna.norland"),
                List.of("sudria"),
                List.of(Texts.of("en", "Westmark")));
    Seat maria = here.seat(anna, "maria.sudria");
    here.talks().accept(maria);
    here.talks().accept(anna);
    TalkId talk = anna.talk();
    assertThat(there.talks().begin(talk, List.of("sudria"), entries(here, talk), List.of()))
        .isPresent();
    Seat outside = there.seat(anna, "maria.sudria");
    there.talks().accept(outside);
    here.talks().receive(talk, entries(there, talk), List.of());
    assertThat(here.talks().look(anna).state().delegations()).as("control").hasSize(3);
    assertThat(stage(here, anna)).isEqualTo(Stage.ARRANGING);
    assertThat(stage(here, maria)).isEqualTo(Stage.ARRANGING);
    assertThat(MoveCard.all(here.reader(anna, Language.EN), proposal -> Optional.empty()))
        .anyMatch(card -> card.words().startsWith("Compare the number") && !card.isChange());
    assertThat(stage(there, outside)).isEqualTo(Stage.INTRODUCING);
    here.talks().accept(anna);
    assertThat(stage(here, maria)).as("who is in the talk").isEqualTo(Stage.INTRODUCING);
  }

  private static Stage stage(TalksUnderTest at, Seat seat) {
    return Stage.of(at.reader(seat, Language.EN));
  }

  private static List<String> entries(TalksUnderTest at, TalkId talk) {
    return at.talks().copy(talk).orElseThrow().entries().stream().map(Entry::jws).toList();
  }
}

package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.PersonId;
import parley.dossier.model.TalkId;
import parley.node.talk.Outcome;
import parley.node.talk.Seat;
import parley.node.talk.TalkJournal;
import parley.node.talk.TalkService;

/** A disk that takes nothing for a while, and for a while longer gives nothing back. */
class BrokenDiskTest {
  private final MemoryJournal kept = new MemoryJournal(false);
  private final BrokenDisk disk = new BrokenDisk();

  @Test
  void nobodyWritesOnAnEmptyTalkBecauseTheDiskCouldNotBeReadAgain() {
    try (House norland = House.norland();
        House sudria = House.sudria()) {
      TalkService talks = norland.start(disk, () -> House.START);
      Seat anna = talks.convene(norland.binder(), List.of(), List.of(sudria.names()));
      Act act = new Act.Revoke(new PersonId("tom"));
      disk.takes = false;
      disk.gives = false;
      assertThatThrownBy(() -> talks.perform(anna, act)).isInstanceOf(IllegalStateException.class);
      disk.takes = true;
      assertThatThrownBy(() -> talks.perform(anna, act))
          .as("what the talk is cannot be known")
          .isInstanceOf(IllegalStateException.class);
      disk.gives = true;
      assertThat(talks.perform(anna, act)).as("control").isInstanceOf(Outcome.Done.class);
      assertThat(kept.load(anna.talk()).entries()).hasSize(2);
      assertThat(norland.start(disk, () -> House.START).copy(anna.talk()).orElseThrow().entries())
          .isEqualTo(talks.copy(anna.talk()).orElseThrow().entries());
    }
  }

  private final class BrokenDisk implements TalkJournal {
    boolean takes = true;
    boolean gives = true;

    private MemoryJournal working(boolean works) {
      if (!works) {
        throw new IllegalStateException("as the test wants");
      }
      return kept;
    }

    @Override
    public List<Kept> all() {
      return working(gives).all();
    }

    @Override
    public Kept load(TalkId talk) {
      return working(gives).load(talk);
    }

    @Override
    public void begin(TalkId talk, List<String> delegations, List<Entry> entries) {
      working(takes).begin(talk, delegations, entries);
    }

    @Override
    public void append(TalkId talk, List<Entry> entries, Collection<Body> bodies) {
      working(takes).append(talk, entries, bodies);
    }

    @Override
    public void take(TalkId talk, List<String> joining, Intake intake) {
      working(takes).take(talk, joining, intake);
    }
  }
}

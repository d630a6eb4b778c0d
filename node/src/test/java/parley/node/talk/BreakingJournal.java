package parley.node.talk;

import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.TalkId;

/** A journal whose disk fills up once a talk has begun. */
record BreakingJournal(TalkJournal journal, BooleanSupplier isFull) implements TalkJournal {
  @Override
  public List<Kept> all() {
    return journal.all();
  }

  @Override
  public Kept load(TalkId talk) {
    return journal.load(talk);
  }

  @Override
  public void begin(TalkId talk, List<String> delegations, List<Entry> entries) {
    journal.begin(talk, delegations, entries);
  }

  @Override
  public void append(TalkId talk, List<Entry> entries, Collection<Body> bodies) {
    check();
    journal.append(talk, entries, bodies);
  }

  @Override
  public void take(TalkId talk, List<String> joining, Intake intake) {
    check();
    journal.take(talk, joining, intake);
  }

  private void check() {
    if (isFull.getAsBoolean()) {
      throw new IllegalStateException("disk full");
    }
  }
}

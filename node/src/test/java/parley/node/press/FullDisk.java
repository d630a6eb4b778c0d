package parley.node.press;

import java.util.Collection;
import java.util.List;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.TalkId;
import parley.node.talk.TalkJournal;

/** Puts a disk under a journal that can be filled, so that nothing more is kept. */
final class FullDisk {
  private boolean full;

  void fill() {
    full = true;
  }

  void clear() {
    full = false;
  }

  TalkJournal under(TalkJournal journal) {
    return new TalkJournal() {
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
        if (full) {
          throw new IllegalStateException("disk full");
        }
        journal.append(talk, entries, bodies);
      }

      @Override
      public void take(TalkId talk, List<String> joining, Intake intake) {
        if (full) {
          throw new IllegalStateException("disk full");
        }
        journal.take(talk, joining, intake);
      }
    };
  }
}

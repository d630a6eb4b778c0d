package parley.node.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;
import parley.node.talk.TalkJournal;

/** A disk in memory that can lose its power at any write, just before it or just after. */
final class MemoryJournal implements TalkJournal {
  /** The process ends here. */
  static final class PowerLost extends Error {
    private static final long serialVersionUID = 1;
  }

  private final Map<TalkId, Shelf> talks = new LinkedHashMap<>();
  private final boolean isLazy;
  private Runnable late = () -> {};
  private int writesLeft = Integer.MAX_VALUE;
  private boolean losesBefore;

  private static final class Shelf {
    final SortedSet<String> delegations = new TreeSet<>();
    final List<Entry> entries = new ArrayList<>();
    final Map<Digest, Body> bodies = new LinkedHashMap<>();

    Kept kept(TalkId talk) {
      return new Kept(
          talk,
          List.copyOf(delegations),
          entries.stream().map(Entry::jws).toList(),
          List.copyOf(bodies.values()));
    }
  }

  /**
   * @param isLazy whether it says that something is kept one write before it is: the fault that the
   *     tests must notice
   */
  MemoryJournal(boolean isLazy) {
    this.isLazy = isLazy;
  }

  /** Ends the process at the write after so many others. */
  void losePower(int writes, boolean before) {
    writesLeft = writes;
    losesBefore = before;
  }

  /** What was not on the disk is gone. */
  void restart() {
    late = () -> {};
    writesLeft = Integer.MAX_VALUE;
  }

  /** Whether this entry would survive a loss of power now. */
  boolean isDurable(TalkId talk, Digest entry) {
    return talks.containsKey(talk)
        && talks.get(talk).entries.stream().anyMatch(kept -> kept.hash().equals(entry));
  }

  @Override
  public List<Kept> all() {
    return talks.keySet().stream().map(this::load).toList();
  }

  @Override
  public Kept load(TalkId talk) {
    return talks.get(talk).kept(talk);
  }

  @Override
  public void begin(TalkId talk, List<String> delegations, List<Entry> entries) {
    write(talk, delegations, List.of(), entries, List.of());
  }

  @Override
  public void append(TalkId talk, List<Entry> entries, Collection<Body> bodies) {
    write(talk, List.of(), List.of(), entries, bodies);
  }

  @Override
  public void take(TalkId talk, List<String> joining, Intake intake) {
    write(talk, joining, intake.came(), intake.written(), intake.bodies());
  }

  private void write(
      TalkId talk,
      List<String> delegations,
      List<Entry> came,
      List<Entry> written,
      Collection<Body> bodies) {
    boolean isLost = writesLeft-- == 0;
    late.run();
    late = () -> {};
    if (isLost && losesBefore) {
      throw new PowerLost();
    }
    Runnable write =
        () -> {
          Shelf shelf = talks.computeIfAbsent(talk, id -> new Shelf());
          shelf.delegations.addAll(delegations);
          shelf.entries.addAll(came);
          written.forEach(entry -> addNext(shelf, entry));
          bodies.forEach(body -> shelf.bodies.put(body.digest(), body));
        };
    if (isLazy) {
      late = write;
    } else {
      write.run();
    }
    if (isLost) {
      throw new PowerLost();
    }
  }

  private static void addNext(Shelf shelf, Entry entry) {
    DelegationId chain = entry.chain();
    long last =
        shelf.entries.stream()
            .filter(kept -> kept.chain().equals(chain))
            .mapToLong(Entry::seq)
            .max()
            .orElse(0);
    if (entry.seq() != last + 1) {
      throw new IllegalStateException("a second writer of entry " + entry.seq());
    }
    shelf.entries.add(entry);
  }
}

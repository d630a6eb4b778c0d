package parley.line.exchange;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import parley.dossier.model.TalkId;

/**
 * Of all talks of a line together so many messages of entries are under way: more than a line has
 * room for would end the session, and the next again. Whoever finds none free waits for a turn.
 */
final class Turns {
  /** Each has half a mebibyte at most: a quarter of a line's room. */
  static final int MOST = 16;

  private final IntSupplier underWay;
  private final Set<TalkId> waiting = new LinkedHashSet<>();

  Turns(IntSupplier underWay) {
    this.underWay = underWay;
  }

  /** Whether this talk may send one now; else its turn comes. */
  boolean isFor(TalkId talk) {
    boolean isFree = underWay.getAsInt() < MOST;
    if (!isFree) {
      waiting.add(talk);
    }
    return isFree;
  }

  /** Whose turn it is, if one is free. */
  Optional<TalkId> next() {
    boolean isFree = underWay.getAsInt() < MOST;
    Optional<TalkId> next = waiting.stream().filter(any -> isFree).findFirst();
    next.ifPresent(waiting::remove);
    return next;
  }

  /** A new session: nobody waits. */
  void begin() {
    waiting.clear();
  }
}

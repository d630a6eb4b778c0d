package parley.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import parley.relay.forward.DownTrack;

/**
 * How many layers of a publication, the smallest first, are worth sending: those that one of its
 * users has use for, whatever her link bears. The smallest always is. Media thread only.
 */
final class Demand {
  /** What a publisher begins with: nobody can be ready for a new track. */
  static final int AT_FIRST = 1;

  /**
   * Fewer layers are told only after they were enough for this long. Lower spares the publisher
   * sooner; higher begins a large picture less often, each time with a key frame.
   */
  private static final long STAY_MORE_NANOS = 3_000_000_000L;

  /** Whoever receives the publication: a person here, or a house at the other end of a trunk. */
  interface User {
    /** The largest layer that is of use there, or {@link DownTrack#PAUSED}. */
    int highestUseful();
  }

  private final IntConsumer publisher;
  private final List<User> users = new ArrayList<>();
  private int told = AT_FIRST;
  private boolean excessive;
  private long excessiveSinceNanos;

  /** Tells {@code publisher} how many layers are of use, whenever that changes. */
  Demand(IntConsumer publisher) {
    this.publisher = publisher;
  }

  void add(User user) {
    users.add(user);
  }

  void remove(User user) {
    users.remove(user);
  }

  /** Tells another number of layers if it is time to: more at once, fewer late. */
  void weigh(long nowNanos) {
    int needed = needed();
    if (needed >= told) {
      excessive = false;
    } else if (!excessive) {
      excessive = true;
      excessiveSinceNanos = nowNanos;
    }
    boolean fewer = excessive && nowNanos - excessiveSinceNanos >= STAY_MORE_NANOS;
    if (needed > told || fewer) {
      told = needed;
      excessive = false;
      publisher.accept(told);
    }
  }

  private int needed() {
    int largest = DownTrack.PAUSED;
    for (int i = 0; i < users.size(); i++) {
      largest = Math.max(largest, users.get(i).highestUseful());
    }
    return Math.max(largest + 1, AT_FIRST);
  }
}

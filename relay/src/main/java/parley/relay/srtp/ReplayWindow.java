package parley.relay.srtp;

import java.util.Arrays;
import parley.relay.wire.Drop;

/** Which of the latest indices were seen (RFC 3711 section 3.3.2). */
final class ReplayWindow {
  /** Indices that are remembered. Lower drops late packets of a fast stream; costs 1 bit each. */
  static final int SIZE = 1_024;

  private final long[] seen = new long[SIZE / Long.SIZE];
  private long highest = -1;

  /** The highest index seen, -1 before the first. */
  long highest() {
    return highest;
  }

  /** Whether {@code index} may be taken. */
  Drop check(long index) {
    if (index > highest) {
      return Drop.NONE;
    }
    if (highest - index >= SIZE) {
      return Drop.TOO_OLD;
    }
    return (seen[word(index)] & bit(index)) == 0 ? Drop.NONE : Drop.REPLAYED;
  }

  /** Notes that {@code index}, which {@link #check} let pass, was taken. */
  void mark(long index) {
    if (index > highest) {
      forgetUntil(index);
      highest = index;
    }
    seen[word(index)] |= bit(index);
  }

  /** Clears the places that the indices after the highest up to {@code index} take over. */
  private void forgetUntil(long index) {
    if (index - highest >= SIZE) {
      Arrays.fill(seen, 0);
      return;
    }
    for (long i = highest + 1; i <= index; i++) {
      seen[word(i)] &= ~bit(i);
    }
  }

  private static int word(long index) {
    return (int) (index & SIZE - 1) >>> 6;
  }

  private static long bit(long index) {
    return 1L << (index & 63);
  }
}

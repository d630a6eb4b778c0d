package parley.relay.ingest;

import parley.relay.wire.SequenceNumbers;

/** Turns 16-bit sequence numbers into ones that never wrap (RFC 3550 appendix A.1). */
public final class SequenceExtender {
  private static final long FIRST_CYCLE = 1L << 16; // so that what came before the first stays > 0

  private long highest = -1;

  /** The extended number that lies nearest to the highest one so far. */
  public long extend(int sequenceNumber) {
    if (highest < 0) {
      highest = FIRST_CYCLE + sequenceNumber;
      return highest;
    }
    long extended = highest + SequenceNumbers.distance((int) highest & 0xFFFF, sequenceNumber);
    highest = Math.max(highest, extended);
    return extended;
  }

  /** What {@link #extend} would return, without learning from it; 0 before the first packet. */
  public long peek(int sequenceNumber) {
    return highest < 0
        ? 0
        : highest + SequenceNumbers.distance((int) highest & 0xFFFF, sequenceNumber);
  }

  /** Highest number so far, -1 before the first. */
  public long highest() {
    return highest;
  }
}

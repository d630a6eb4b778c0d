package parley.relay.wire;

import java.util.Arrays;

/**
 * What arrived when, by transport-wide sequence number, and its RTCP form
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1). The writing side collects
 * arrivals; the reading side shows each packet to a {@link Visitor}.
 */
public final class TransportFeedback {
  /** Most packets that one feedback covers. More makes feedback larger than a small datagram. */
  public static final int CAPACITY = 512;

  static final int CHUNKS_OFFSET = 20;

  /**
   * After so long the sender may count from anywhere, and what lacks between tells nothing of the
   * link. Lower forgets real losses, higher believes in those of a break.
   */
  private static final long SILENCE_NANOS = 1_000_000_000L;

  private static final long TICK_NANOS = 250_000;
  private static final long REFERENCE_TICKS = 256; // the reference time counts 64 ms
  private static final long MISSING = Long.MIN_VALUE;
  private static final int SMALL_DELTA = 1;
  private static final int LARGE_DELTA = 2;
  private static final int SYMBOLS_PER_CHUNK = 7;
  private static final int LONGEST_RUN = 0x1FFF;

  private final long[] ticks = new long[CAPACITY];
  private final int[] symbols = new int[CAPACITY];
  private int base;
  private int count;
  private boolean begun;
  private long lastNanos;
  private int feedbackNumber;
  private long referenceTicks;

  /** Receives what a feedback says, in order of sequence numbers. */
  public interface Visitor {
    /** Arrived; the time is the receiver's own and only differences mean something. */
    void onReceived(int sequenceNumber, long arrivalNanos);

    /** Not arrived when the feedback was sent. */
    void onLost(int sequenceNumber);
  }

  /**
   * Notes an arrival. False when it does not fit into this feedback (too far ahead, or before what
   * was reported already): flush with {@link RtcpWriter#transportFeedback} and add it again, or
   * leave it.
   */
  public boolean add(int sequenceNumber, long arrivalNanos) {
    if (count == 0 && !follows(sequenceNumber, arrivalNanos)) {
      base = sequenceNumber;
    }
    begun = true;
    lastNanos = arrivalNanos;
    int index = SequenceNumbers.distance(base, sequenceNumber);
    if (index < 0 || index >= CAPACITY) {
      return false;
    }
    if (index >= count) {
      Arrays.fill(ticks, count, index, MISSING);
      count = index + 1;
      ticks[index] = MISSING;
    }
    if (ticks[index] == MISSING) {
      ticks[index] = Math.floorDiv(arrivalNanos, TICK_NANOS);
    }
    return true;
  }

  /** Whether it goes on from the last feedback, so that what lies between is reported as lost. */
  private boolean follows(int sequenceNumber, long arrivalNanos) {
    return begun
        && arrivalNanos - lastNanos < SILENCE_NANOS
        && Math.abs(SequenceNumbers.distance(base, sequenceNumber)) < CAPACITY;
  }

  /** Whether nothing was added since the last write. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Writes from the base sequence number on, empties this, and goes on after the last packet. */
  int write(byte[] buffer, int offset) {
    referenceTicks = Math.floorDiv(firstArrival(), REFERENCE_TICKS) * REFERENCE_TICKS;
    int covered = classify();
    Octets.put16(buffer, offset, base);
    Octets.put16(buffer, offset + 2, covered);
    Octets.put24(buffer, offset + 4, (int) (referenceTicks / REFERENCE_TICKS));
    Octets.put8(buffer, offset + 7, feedbackNumber++);
    int end = writeDeltas(buffer, writeChunks(buffer, offset + 8, covered), covered);
    discard(covered);
    return end;
  }

  private long firstArrival() {
    for (int i = 0; i < count; i++) {
      if (ticks[i] != MISSING) {
        return ticks[i];
      }
    }
    return 0;
  }

  /** Gives each packet its symbol; stops before a difference that 16 bits cannot carry. */
  private int classify() {
    long previous = referenceTicks;
    for (int i = 0; i < count; i++) {
      symbols[i] = 0;
      if (ticks[i] != MISSING) {
        long delta = ticks[i] - previous;
        if (delta != (short) delta) {
          return i;
        }
        symbols[i] = delta >= 0 && delta <= 0xFF ? SMALL_DELTA : LARGE_DELTA;
        previous = ticks[i];
      }
    }
    return count;
  }

  private int writeChunks(byte[] buffer, int offset, int covered) {
    int at = offset;
    int i = 0;
    while (i < covered) {
      int run = 1;
      while (i + run < covered && run < LONGEST_RUN && symbols[i + run] == symbols[i]) {
        run++;
      }
      if (run >= SYMBOLS_PER_CHUNK || i + run == covered) {
        Octets.put16(buffer, at, symbols[i] << 13 | run);
        i += run;
      } else {
        int chunk = 0xC000; // status vector of two-bit symbols
        for (int k = 0; k < SYMBOLS_PER_CHUNK && i < covered; k++, i++) {
          chunk |= symbols[i] << (12 - 2 * k);
        }
        Octets.put16(buffer, at, chunk);
      }
      at += 2;
    }
    return at;
  }

  private int writeDeltas(byte[] buffer, int offset, int covered) {
    int at = offset;
    long previous = referenceTicks;
    for (int i = 0; i < covered; i++) {
      if (symbols[i] == SMALL_DELTA) {
        Octets.put8(buffer, at++, (int) (ticks[i] - previous));
      } else if (symbols[i] == LARGE_DELTA) {
        Octets.put16(buffer, at, (int) (ticks[i] - previous));
        at += 2;
      }
      previous = symbols[i] == 0 ? previous : ticks[i];
    }
    return at;
  }

  private void discard(int covered) {
    System.arraycopy(ticks, covered, ticks, 0, count - covered);
    base = SequenceNumbers.plus(base, covered);
    count -= covered;
  }

  /** Reads the feedback that {@code packet} stands at. */
  public static Drop read(RtcpPacket packet, Visitor visitor) {
    byte[] buffer = packet.buffer();
    int start = packet.offset();
    int end = start + packet.length();
    int total = Octets.u16(buffer, start + RtcpPacket.FEEDBACK_HEADER_LENGTH + 2);
    int deltas = deltasOffset(buffer, start + CHUNKS_OFFSET, end, total);
    return deltas < 0
        ? Drop.RTCP_MALFORMED
        : visit(buffer, start + RtcpPacket.FEEDBACK_HEADER_LENGTH, deltas, end, visitor);
  }

  /** Where the chunks end, or -1 when they or the deltas they announce overrun the packet. */
  private static int deltasOffset(byte[] buffer, int chunks, int end, int total) {
    int at = chunks;
    int seen = 0;
    int deltaBytes = 0;
    while (seen < total) {
      if (at + 2 > end) {
        return -1;
      }
      int chunk = Octets.u16(buffer, at);
      int size = Math.min(chunkSize(chunk), total - seen);
      if (size == 0) {
        return -1;
      }
      for (int i = 0; i < size; i++) {
        deltaBytes += symbol(chunk, i);
      }
      seen += size;
      at += 2;
    }
    return at + deltaBytes > end ? -1 : at;
  }

  private static Drop visit(byte[] buffer, int fields, int deltas, int end, Visitor visitor) {
    int sequenceNumber = Octets.u16(buffer, fields);
    int total = Octets.u16(buffer, fields + 2);
    long time = (long) (Octets.u24(buffer, fields + 4) << 8 >> 8) * REFERENCE_TICKS;
    int chunkOffset = fields + 8;
    int deltaOffset = deltas;
    int seen = 0;
    while (seen < total) {
      int chunk = Octets.u16(buffer, chunkOffset);
      int size = Math.min(chunkSize(chunk), total - seen);
      for (int i = 0; i < size; i++) {
        int symbol = symbol(chunk, i);
        if (symbol == 0 || deltaOffset + symbol > end) {
          visitor.onLost(sequenceNumber);
        } else {
          time += symbol == SMALL_DELTA ? Octets.u8(buffer, deltaOffset) : s16(buffer, deltaOffset);
          deltaOffset += symbol;
          visitor.onReceived(sequenceNumber, time * TICK_NANOS);
        }
        sequenceNumber = SequenceNumbers.plus(sequenceNumber, 1);
      }
      seen += size;
      chunkOffset += 2;
    }
    return Drop.NONE;
  }

  private static int s16(byte[] buffer, int offset) {
    return (short) Octets.u16(buffer, offset);
  }

  private static int chunkSize(int chunk) {
    if ((chunk & 0x8000) == 0) {
      return chunk & LONGEST_RUN;
    }
    return (chunk & 0x4000) == 0 ? 2 * SYMBOLS_PER_CHUNK : SYMBOLS_PER_CHUNK;
  }

  /** Symbol {@code index} of a chunk, which is also the length of its delta; 3 is read as lost. */
  private static int symbol(int chunk, int index) {
    int symbol;
    if ((chunk & 0x8000) == 0) {
      symbol = chunk >>> 13 & 3;
    } else if ((chunk & 0x4000) == 0) {
      symbol = chunk >>> (13 - index) & 1;
    } else {
      symbol = chunk >>> (12 - 2 * index) & 3;
    }
    return symbol == 3 ? 0 : symbol;
  }
}

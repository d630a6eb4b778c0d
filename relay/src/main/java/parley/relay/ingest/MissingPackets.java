package parley.relay.ingest;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import parley.relay.wire.RtcpWriter;

/**
 * What a stream lacks and when to ask for it again (RFC 4585 section 6.2.1). Sorted by sequence
 * number; a fixed number of entries.
 */
final class MissingPackets {
  /** More than this many at once means that a key frame is cheaper than repair. */
  static final int CAPACITY = 256;

  /**
   * Wait before the first request. Lower repairs sooner; higher spares requests for packets that
   * are only out of order.
   */
  private static final long REORDER_NANOS = 8_000_000L;

  /** Shortest gap between two requests for one packet; lower asks twice for what is on its way. */
  private static final long RETRY_MIN_NANOS = 30_000_000L;

  /**
   * Each retry waits up to this share longer, so that streams lost together do not ask together.
   */
  private static final double RETRY_JITTER = 0.25;

  /** Requests for one packet before a key frame is asked for instead; higher freezes longer. */
  private static final int MAX_TRIES = 8;

  /** A packet that is missing for longer is of no use to a live picture. */
  private static final long GIVE_UP_NANOS = 800_000_000L;

  private final RandomGenerator random;
  private final long[] sequences = new long[CAPACITY];
  private final long[] sinceNanos = new long[CAPACITY];
  private final long[] dueNanos = new long[CAPACITY];
  private final byte[] tries = new byte[CAPACITY];
  private int size;

  MissingPackets(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Everything from {@code from} up to, not with, {@code to} is missing. False if it is too much.
   */
  boolean lost(long from, long to, long nowNanos) {
    if (to - from > CAPACITY - size) {
      size = 0;
      return false;
    }
    for (long sequence = from; sequence < to; sequence++) {
      sequences[size] = sequence;
      sinceNanos[size] = nowNanos;
      dueNanos[size] = nowNanos + REORDER_NANOS;
      tries[size++] = 0;
    }
    return true;
  }

  /** The packet came. False if it was not missed. */
  boolean arrived(long sequence) {
    int index = Arrays.binarySearch(sequences, 0, size, sequence);
    if (index < 0) {
      return false;
    }
    remove(index, index + 1);
    return true;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Nothing older than {@code sequence} is of use any more, since a key frame begins there. */
  void forgetBefore(long sequence) {
    int index = Arrays.binarySearch(sequences, 0, size, sequence);
    remove(0, index < 0 ? -index - 1 : index);
  }

  /** Drops what is hopeless. True if there was any, so that a key frame is needed. */
  boolean giveUp(long nowNanos) {
    int hopeless = 0; // the oldest come first
    while (hopeless < size
        && (tries[hopeless] >= MAX_TRIES && nowNanos - dueNanos[hopeless] >= 0
            || nowNanos - sinceNanos[hopeless] > GIVE_UP_NANOS)) {
      hopeless++;
    }
    remove(0, hopeless);
    return hopeless > 0;
  }

  /** Appends a NACK for everything that is due; false if nothing was. */
  boolean request(RtcpWriter writer, int senderSsrc, int ssrc, long rttNanos, long nowNanos) {
    boolean open = false;
    int i = 0;
    while (i < size) {
      if (tries[i] >= MAX_TRIES || nowNanos - dueNanos[i] < 0) {
        i++;
        continue;
      }
      if (!open) {
        writer.nack(senderSsrc, ssrc);
        open = true;
      }
      long base = sequences[i];
      int mask = 0;
      for (; i < size && sequences[i] - base <= 16; i++) {
        if (tries[i] < MAX_TRIES && nowNanos - dueNanos[i] >= 0) {
          mask |= sequences[i] == base ? 0 : 1 << (int) (sequences[i] - base - 1);
          postpone(i, rttNanos, nowNanos);
        }
      }
      writer.nackEntry((int) base & 0xFFFF, mask);
    }
    return open;
  }

  private void postpone(int index, long rttNanos, long nowNanos) {
    tries[index]++;
    double wait = Math.max(rttNanos, RETRY_MIN_NANOS) * (1 + RETRY_JITTER * random.nextDouble());
    dueNanos[index] = nowNanos + (long) wait;
  }

  private void remove(int from, int to) {
    int tail = size - to;
    System.arraycopy(sequences, to, sequences, from, tail);
    System.arraycopy(sinceNanos, to, sinceNanos, from, tail);
    System.arraycopy(dueNanos, to, dueNanos, from, tail);
    System.arraycopy(tries, to, tries, from, tail);
    size = from + tail;
  }
}

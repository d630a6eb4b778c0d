package parley.relay.estimate;

/** When each packet left and how large it was, by transport-wide sequence number. */
final class SentPackets {
  /** Packets remembered: at 1,000 a second four seconds, longer than any useful feedback takes. */
  private static final int CAPACITY = 4_096;

  private final long[] sentNanos = new long[CAPACITY];
  private final int[] bytes = new int[CAPACITY];
  private final int[] numbers = new int[CAPACITY];

  SentPackets() {
    java.util.Arrays.fill(numbers, -1);
  }

  void add(long nowNanos, int sequenceNumber, int size) {
    int slot = sequenceNumber % CAPACITY;
    numbers[slot] = sequenceNumber;
    sentNanos[slot] = nowNanos;
    bytes[slot] = size;
  }

  /** Whether it was sent and no feedback has settled it. */
  boolean isOpen(int sequenceNumber) {
    return numbers[sequenceNumber % CAPACITY] == sequenceNumber;
  }

  long sentNanos(int sequenceNumber) {
    return sentNanos[sequenceNumber % CAPACITY];
  }

  int bytes(int sequenceNumber) {
    return bytes[sequenceNumber % CAPACITY];
  }

  /** A feedback has told of it; another one counts it no more. */
  void settle(int sequenceNumber) {
    numbers[sequenceNumber % CAPACITY] = -1;
  }
}

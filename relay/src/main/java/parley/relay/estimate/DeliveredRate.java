package parley.relay.estimate;

/** What arrives at the peer, by the peer's own clock, over half a second. */
final class DeliveredRate {
  /** Shorter reacts sooner and jumps with every key frame. */
  private static final double WINDOW_MILLIS = 500;

  private static final int CAPACITY = 2_048;

  private final double[] times = new double[CAPACITY];
  private final int[] sizes = new int[CAPACITY];
  private int first;
  private int count;
  private long total;

  void add(double arrivalMillis, int bytes) {
    if (count == CAPACITY) {
      removeFirst();
    }
    int slot = (first + count++) % CAPACITY;
    times[slot] = arrivalMillis;
    sizes[slot] = bytes;
    total += bytes;
    while (count > 1 && arrivalMillis - times[first] > WINDOW_MILLIS) {
      removeFirst();
    }
  }

  private void removeFirst() {
    total -= sizes[first];
    first = (first + 1) % CAPACITY;
    count--;
  }

  /** Bits per second, or -1 before there is a window's worth. */
  long bitsPerSecond() {
    if (count < 2) {
      return -1;
    }
    double span = times[(first + count - 1) % CAPACITY] - times[first];
    return span < WINDOW_MILLIS / 5 ? -1 : (long) (total * 8_000.0 / Math.max(span, 1));
  }
}

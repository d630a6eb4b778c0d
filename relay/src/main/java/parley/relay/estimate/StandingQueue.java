package parley.relay.estimate;

/**
 * How long packets wait on the way: the least one-way delay of a short while, over the least of a
 * long one. The least, as in RFC 8289, because a queue that empties now and then does no harm: a
 * busy processor at either end delays packets for a moment and then delivers them at once, while a
 * link that carries too little never catches up.
 */
final class StandingQueue {
  /** The short while, in halves. Lower reacts sooner, higher is deaf to longer stalls. */
  private static final double HALF_MILLIS = 100;

  /** The long one, in halves: after a change of route the new delay is believed after that. */
  private static final double BASE_HALF_MILLIS = 10_000;

  private final LeastOf recent = new LeastOf(HALF_MILLIS);
  private final LeastOf base = new LeastOf(BASE_HALF_MILLIS);

  /** The least of the present and the last span. */
  private static final class LeastOf {
    private final double spanMillis;
    private double present = Double.MAX_VALUE;
    private double last = Double.MAX_VALUE;
    private double began;
    private boolean started;

    LeastOf(double spanMillis) {
      this.spanMillis = spanMillis;
    }

    void add(double time, double value) {
      if (!started) {
        started = true;
        began = time;
      }
      if (time - began > spanMillis) {
        last = time - began > 2 * spanMillis ? value : present;
        present = value;
        began = time;
      }
      present = Math.min(present, value);
    }

    double value() {
      return Math.min(present, last);
    }

    void forget() {
      present = Double.MAX_VALUE;
      last = Double.MAX_VALUE;
    }
  }

  /** One packet that arrived; times in milliseconds of two clocks that only run alike. */
  void onPacket(double sent, double arrival) {
    double delay = arrival - sent;
    recent.add(arrival, delay);
    base.add(arrival, delay);
  }

  /** What stands on the way. */
  double millis() {
    double least = base.value();
    return least == Double.MAX_VALUE ? 0 : Math.max(0, recent.value() - least);
  }

  /** What stands now is not ours to drain: it is the path's own delay from now on. */
  void accept() {
    base.forget();
  }
}

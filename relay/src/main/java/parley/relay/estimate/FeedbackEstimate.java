package parley.relay.estimate;

/**
 * Send-side estimate from transport-wide feedback: grows while no queue stands, falls to what
 * arrives when a queue stands on the way, and falls with heavy loss (draft-ietf-rmcat-gcc-02
 * sections 5.5 and 6). One estimate per peer. Media thread only.
 */
public final class FeedbackEstimate implements LinkEstimate {
  /**
   * Before any feedback. Higher shows a large picture at once; lower spares a thin link a burst.
   */
  private static final long START = 800_000;

  /** Lower would never find the way up again by what it measures. */
  private static final long MIN = 60_000;

  /** More than all layers of a large room. */
  private static final long MAX = 30_000_000;

  /**
   * Growth per second before the first congestion. Higher overshoots, lower keeps pictures small.
   */
  private static final double FIRST_GROWTH = 2.0;

  /** Growth per second once congestion was seen lately, and after that has been long ago. */
  private static final double GROWTH = 1.08;

  private static final double CALM_GROWTH = 1.25;
  private static final long CALM_NANOS = 4_000_000_000L;

  /** What is kept of the delivered rate on congestion. Lower drains the queue faster. */
  private static final double BACK_OFF = 0.85;

  /** The estimate stays below this multiple of what is delivered, for more was never tested. */
  private static final double AHEAD = 1.5;

  private static final long AHEAD_BITS = 20_000;

  /** Loss below this does not stop growth, above the second it shrinks the estimate (section 6). */
  private static final double LOSS_IGNORED = 0.05;

  private static final double LOSS_HEAVY = 0.10;

  /** Packets before a share of loss means anything. */
  private static final int LOSS_SAMPLE = 20;

  /**
   * Whoever loses everything for so long, and so many packets, has been cut off: a link that is
   * full passes some. Higher takes a break for a lack of room, lower forgives bursts of loss.
   */
  private static final long OUTAGE_NANOS = 300_000_000L;

  private static final int OUTAGE_PACKETS = 10;

  /**
   * Whoever was sent something and says nothing for so long was cut off or stood still. Lower takes
   * a busy processor for a break; higher believes for longer what was before one.
   */
  private static final long UNANSWERED_NANOS = 1_000_000_000L;

  /** Between two cuts, beside the round trip, so that one queue is not punished twice. */
  private static final long CUT_INTERVAL_NANOS = 200_000_000L;

  /** A queue of this length stops growth. */
  private static final double SHORT_QUEUE_MILLIS = 12;

  /** A queue of this length shrinks the estimate. Higher delays sound, lower yields to chance. */
  private static final double LONG_QUEUE_MILLIS = 30;

  /**
   * A queue of this length proves that the link itself is full. Higher delays sound for longer on a
   * thin link that drops nothing; lower takes a busy processor for one.
   */
  private static final double HOPELESS_QUEUE_MILLIS = 600;

  /** A queue that has become so much shorter since the last cut is left to drain. */
  private static final double DRAINING = 0.9;

  /** But not for longer than this. */
  private static final long DRAIN_NANOS = 1_000_000_000L;

  /** Cuts that did not shorten the queue, after which it is taken for somebody else's. */
  private static final int VAIN_CUTS = 6;

  /** Who sends less than this share of the estimate is cut by steps, for little was tested. */
  private static final double FULLY_USED = 0.7;

  private static final double STEP_DOWN = 0.75;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private SentPackets sent = new SentPackets();
  private StandingQueue queue = new StandingQueue();
  private DeliveredRate delivered = new DeliveredRate();
  private double estimate = START;
  private long roundTripNanos = 100_000_000L;
  private long lastFeedbackNanos;
  private long lastCutNanos;
  private boolean feedbackSeen;
  private boolean congestionSeen;
  private boolean congested;
  private boolean overloaded;
  private boolean unanswered;
  private long unansweredNanos;
  private int restarts;
  private int received;
  private int lost;
  private int lostInARow;
  private long rowBeganNanos;
  private double lossShare;
  private double queueAtCut;
  private int vainCuts;

  @Override
  public void onSent(long nowNanos, int sequenceNumber, int bytes) {
    if (!unanswered) {
      unanswered = true;
      unansweredNanos = nowNanos;
    }
    sent.add(nowNanos, sequenceNumber, bytes);
  }

  @Override
  public void onArrived(long nowNanos, int sequenceNumber, long arrivalNanos) {
    noteAnswer(nowNanos);
    if (sent.isOpen(sequenceNumber)) {
      endRow(sent.sentNanos(sequenceNumber));
      received++;
      double arrival = arrivalNanos / NANOS_PER_MILLI;
      delivered.add(arrival, sent.bytes(sequenceNumber));
      queue.onPacket(sent.sentNanos(sequenceNumber) / NANOS_PER_MILLI, arrival);
      sent.settle(sequenceNumber);
    }
  }

  @Override
  public void onMissing(long nowNanos, int sequenceNumber) {
    noteAnswer(nowNanos);
    if (sent.isOpen(sequenceNumber)) {
      if (lostInARow++ == 0) {
        rowBeganNanos = sent.sentNanos(sequenceNumber);
      }
      sent.settle(sequenceNumber);
    }
  }

  private void noteAnswer(long nowNanos) {
    if (unanswered && nowNanos - unansweredNanos >= UNANSWERED_NANOS) {
      restart();
    }
    unanswered = false;
  }

  @Override
  public void restart() {
    restarts++;
    unanswered = false;
    sent = new SentPackets();
    queue = new StandingQueue();
    delivered = new DeliveredRate();
    estimate = Math.max(estimate, START);
    feedbackSeen = false;
    congestionSeen = false;
    congested = false;
    overloaded = false;
    received = 0;
    lost = 0;
    lostInARow = 0;
    lossShare = 0;
    queueAtCut = 0;
    vainCuts = 0;
  }

  private void endRow(long sentNanos) {
    boolean isOutage = lostInARow >= OUTAGE_PACKETS && sentNanos - rowBeganNanos >= OUTAGE_NANOS;
    lost += isOutage ? 0 : lostInARow;
    lostInARow = 0;
  }

  @Override
  public void onFeedbackEnd(long nowNanos) {
    double seconds = feedbackSeen ? (nowNanos - lastFeedbackNanos) / NANOS_PER_SECOND : 0;
    lastFeedbackNanos = nowNanos;
    feedbackSeen = true;
    if (received + lost >= LOSS_SAMPLE) {
      lossShare = (double) lost / (received + lost);
      received = 0;
      lost = 0;
    }
    boolean queued = queue.millis() > LONG_QUEUE_MILLIS;
    congested = queued || lossShare > LOSS_HEAVY;
    overloaded = lossShare > LOSS_HEAVY || queue.millis() > HOPELESS_QUEUE_MILLIS;
    if (queued) {
      shorten(nowNanos);
    } else if (congested) {
      yieldToLoss(nowNanos);
    } else if (queue.millis() < SHORT_QUEUE_MILLIS && lossShare < LOSS_IGNORED) {
      vainCuts = 0;
      grow(nowNanos, Math.min(seconds, 0.5));
    }
    estimate = Math.clamp(estimate, MIN, MAX);
  }

  private void shorten(long nowNanos) {
    long since = nowNanos - lastCutNanos;
    boolean draining = queue.millis() < queueAtCut * DRAINING && since < DRAIN_NANOS;
    if (congestionSeen && (draining || since < CUT_INTERVAL_NANOS + roundTripNanos)) {
      return;
    }
    vainCuts = queue.millis() < queueAtCut * DRAINING ? 0 : vainCuts + 1;
    if (vainCuts > VAIN_CUTS) {
      queue.accept();
      vainCuts = 0;
    }
    queueAtCut = queue.millis();
    noteCut(nowNanos);
    double rate = Math.max(0, delivered.bitsPerSecond()) * BACK_OFF;
    double floor = rate < estimate * FULLY_USED ? estimate * STEP_DOWN : 0;
    estimate = Math.min(estimate, Math.max(rate, floor));
  }

  private void yieldToLoss(long nowNanos) {
    if (!congestionSeen || nowNanos - lastCutNanos >= CUT_INTERVAL_NANOS + roundTripNanos) {
      noteCut(nowNanos);
      estimate *= 1 - lossShare / 2;
      lossShare = 0;
    }
  }

  private void noteCut(long nowNanos) {
    congestionSeen = true;
    lastCutNanos = nowNanos;
  }

  private void grow(long nowNanos, double seconds) {
    long rate = delivered.bitsPerSecond();
    double limit = rate < 0 ? estimate : rate * AHEAD + AHEAD_BITS;
    if (estimate < limit) {
      estimate = Math.min(limit, estimate * Math.pow(growth(nowNanos), seconds));
    }
  }

  private double growth(long nowNanos) {
    if (!congestionSeen) {
      return FIRST_GROWTH;
    }
    return nowNanos - lastCutNanos > CALM_NANOS ? CALM_GROWTH : GROWTH;
  }

  @Override
  public int restarts() {
    return restarts;
  }

  @Override
  public void roundTrip(long nanos) {
    roundTripNanos = nanos;
  }

  @Override
  public long bitsPerSecond() {
    return (long) estimate;
  }

  @Override
  public boolean isCongested() {
    return congested;
  }

  @Override
  public boolean isOverloaded() {
    return overloaded;
  }
}

package parley.relay.estimate;

/**
 * Whether packets take longer and longer: the slope of the one-way delay over groups of packets,
 * against a threshold that adapts itself (draft-ietf-rmcat-gcc-02 section 5, with the line fit that
 * libwebrtc uses in place of the Kalman filter).
 */
final class DelayTrend {
  enum Signal {
    UNDERUSE,
    NORMAL,
    OVERUSE
  }

  /** Packets sent within this belong together (section 5.2). Lower makes the slope noisy. */
  private static final double GROUP_MILLIS = 5;

  /** Groups that the line is laid through. More reacts later, fewer reacts to chance. */
  private static final int WINDOW = 20;

  /** Weight of the past in the smoothed delay. */
  private static final double SMOOTHING = 0.9;

  /** Slope times this, times the number of groups, is compared with the threshold. */
  private static final double GAIN = 4;

  private static final int MAX_COUNT = 60;

  /** Overuse must last this long. Higher tolerates spikes and fills queues further. */
  private static final double OVERUSE_MILLIS = 10;

  private static final double FIRST_THRESHOLD = 12.5;
  private static final double THRESHOLD_MIN = 6;
  private static final double THRESHOLD_MAX = 600;

  /** How fast the threshold follows upwards and downwards (section 5.4). */
  private static final double THRESHOLD_UP = 0.0087;

  private static final double THRESHOLD_DOWN = 0.039;
  private static final double THRESHOLD_JUMP = 15;
  private static final double THRESHOLD_STEP_MILLIS = 100;

  private final double[] times = new double[WINDOW];
  private final double[] delays = new double[WINDOW];
  private int points;
  private int groups;
  private double groupFirstSent;
  private double groupLastSent;
  private double groupLastArrival;
  private double previousSent;
  private double previousArrival;
  private double firstArrival;
  private double accumulated;
  private double smoothed;
  private double threshold = FIRST_THRESHOLD;
  private double thresholdTime;
  private double overuseMillis;
  private int overuseCount;
  private double lastSlope;
  private Signal signal = Signal.NORMAL;

  /** One packet that arrived; times in milliseconds of two clocks that only run alike. */
  void onPacket(double sent, double arrival) {
    if (groups == 0) {
      beginGroup(sent, arrival);
      firstArrival = arrival;
      groups = 1;
      return;
    }
    if (sent < groupFirstSent) {
      return; // out of order
    }
    if (sent - groupFirstSent <= GROUP_MILLIS) {
      groupLastSent = Math.max(groupLastSent, sent);
      groupLastArrival = Math.max(groupLastArrival, arrival);
      return;
    }
    if (groups > 1) {
      onGroup(groupLastSent - previousSent, groupLastArrival - previousArrival);
    }
    previousSent = groupLastSent;
    previousArrival = groupLastArrival;
    groups++;
    beginGroup(sent, arrival);
  }

  private void beginGroup(double sent, double arrival) {
    groupFirstSent = sent;
    groupLastSent = sent;
    groupLastArrival = arrival;
  }

  private void onGroup(double sentDelta, double arrivalDelta) {
    accumulated += arrivalDelta - sentDelta;
    smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
    if (points == WINDOW) {
      System.arraycopy(times, 1, times, 0, WINDOW - 1);
      System.arraycopy(delays, 1, delays, 0, WINDOW - 1);
      points--;
    }
    times[points] = groupLastArrival - firstArrival;
    delays[points] = smoothed;
    points++;
    double slope = points == WINDOW ? slope() : lastSlope;
    detect(slope, sentDelta);
  }

  private double slope() {
    double meanTime = 0;
    double meanDelay = 0;
    for (int i = 0; i < WINDOW; i++) {
      meanTime += times[i] / WINDOW;
      meanDelay += delays[i] / WINDOW;
    }
    double numerator = 0;
    double denominator = 0;
    for (int i = 0; i < WINDOW; i++) {
      numerator += (times[i] - meanTime) * (delays[i] - meanDelay);
      denominator += (times[i] - meanTime) * (times[i] - meanTime);
    }
    return denominator == 0 ? lastSlope : numerator / denominator;
  }

  private void detect(double slope, double sentDelta) {
    double scaled = Math.min(groups, MAX_COUNT) * slope * GAIN;
    if (scaled > threshold) {
      overuseMillis += overuseCount == 0 ? sentDelta / 2 : sentDelta;
      overuseCount++;
      if (overuseMillis > OVERUSE_MILLIS && overuseCount > 1 && slope >= lastSlope) {
        overuseMillis = 0;
        overuseCount = 0;
        signal = Signal.OVERUSE;
      }
    } else {
      overuseMillis = 0;
      overuseCount = 0;
      signal = scaled < -threshold ? Signal.UNDERUSE : Signal.NORMAL;
    }
    lastSlope = slope;
    adapt(scaled);
  }

  private void adapt(double scaled) {
    double magnitude = Math.abs(scaled);
    double elapsed = Math.min(groupLastArrival - thresholdTime, THRESHOLD_STEP_MILLIS);
    thresholdTime = groupLastArrival;
    if (magnitude > threshold + THRESHOLD_JUMP) {
      return; // a jump of the route, not a queue
    }
    double gain = magnitude < threshold ? THRESHOLD_DOWN : THRESHOLD_UP;
    threshold += gain * (magnitude - threshold) * elapsed;
    threshold = Math.clamp(threshold, THRESHOLD_MIN, THRESHOLD_MAX);
  }

  Signal signal() {
    return signal;
  }
}

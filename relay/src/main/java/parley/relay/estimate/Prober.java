package parley.relay.estimate;

/**
 * How much padding to send so that the estimate can learn whether the link carries a larger
 * picture: what is sent alone never shows more than itself. Pure.
 */
public final class Prober {
  /** After congestion nothing is tried for so long; doubles each time. Lower disturbs sound. */
  private static final long FIRST_REST_NANOS = 3_000_000_000L;

  private static final long LONGEST_REST_NANOS = 40_000_000_000L;

  /** A rest is forgotten when there was no congestion for so long. */
  private static final long FORGIVEN_NANOS = 60_000_000_000L;

  /** Beyond the estimate by this share, so that it is pulled upwards. */
  private static final double BEYOND = 1.05;

  private static final long LONGEST_STEP_NANOS = 20_000_000L;

  /** Less than one packet of padding is saved up. */
  private static final int PACKET_BYTES = 300;

  private long restNanos = FIRST_REST_NANOS;
  private long restsUntilNanos;
  private long lastCongestionNanos;
  private long lastNanos;
  private double creditBytes;
  private boolean everCongested;

  /**
   * Bytes of padding for this moment.
   *
   * @param missingBitsPerSecond what the next larger picture lacks; 0 if nothing is wanted
   * @param sentBitsPerSecond what is sent now, with padding
   */
  public int bytesToPad(
      long nowNanos,
      long missingBitsPerSecond,
      long sentBitsPerSecond,
      long estimateBitsPerSecond,
      boolean congested) {
    long elapsed = Math.clamp(nowNanos - lastNanos, 0, LONGEST_STEP_NANOS);
    lastNanos = nowNanos;
    boolean resting = everCongested && nowNanos - restsUntilNanos < 0;
    if (congested) {
      onCongestion(nowNanos, resting);
    }
    if (missingBitsPerSecond <= 0 || resting || congested) {
      return 0;
    }
    double target =
        Math.min(
            estimateBitsPerSecond * BEYOND, (double) estimateBitsPerSecond + missingBitsPerSecond);
    double lacking = Math.max(0, target - sentBitsPerSecond);
    creditBytes += lacking / 8 * elapsed / 1e9;
    if (creditBytes < PACKET_BYTES) {
      return 0;
    }
    int bytes = (int) creditBytes;
    creditBytes = 0;
    return bytes;
  }

  private void onCongestion(long nowNanos, boolean resting) {
    boolean forgiven = !everCongested || nowNanos - lastCongestionNanos > FORGIVEN_NANOS;
    if (forgiven) {
      restNanos = FIRST_REST_NANOS;
    } else if (!resting) {
      restNanos = Math.min(restNanos * 2, LONGEST_REST_NANOS);
    }
    everCongested = true;
    lastCongestionNanos = nowNanos;
    restsUntilNanos = nowNanos + restNanos;
  }
}

package parley.relay.ingest;

/**
 * When to ask a publisher for a key frame. One request serves every subscriber and, in the browsers
 * known, every layer of the picture.
 */
final class KeyFrameRequests {
  /**
   * Shortest gap between two requests for one track. Lower thaws a picture sooner; higher spares
   * the publisher's uplink, since a key frame is many times a delta frame (RFC 4585 section 6.3.1).
   */
  static final long MIN_INTERVAL_NANOS = 300_000_000L;

  private boolean wanted;
  private boolean sentBefore;
  private long sentNanos;

  void want() {
    wanted = true;
  }

  /** A key frame came, on whichever layer. */
  void onKeyFrame() {
    wanted = false;
  }

  /** True once per request that is to be sent now. */
  boolean poll(long nowNanos) {
    if (!wanted || sentBefore && nowNanos - sentNanos < MIN_INTERVAL_NANOS) {
      return false;
    }
    sentBefore = true;
    sentNanos = nowNanos;
    wanted = false;
    return true;
  }
}

package parley.relay.forward;

import parley.relay.ingest.SenderClock;

/**
 * Sender reports of one outgoing stream (RFC 3550 section 6.4.1). They carry the publisher's wall
 * clock, so that a subscriber plays sound and picture of one person together.
 */
final class SenderReports {
  /** Between two reports. Lower aligns sound and picture sooner after a start. */
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private static final int REMEMBERED = 4;
  private static final int BUFFER_BYTES = 128;

  private final int ssrc;
  private final String canonicalName;
  private final int[] sentReports = new int[REMEMBERED];
  private final long[] sentNanos = new long[REMEMBERED];
  private int sent;
  private boolean due = true;
  private long dueNanos;

  SenderReports(int ssrc, String canonicalName) {
    this.ssrc = ssrc;
    this.canonicalName = canonicalName;
  }

  /** The stream has switched: tell at once. */
  void dueNow() {
    due = true;
  }

  void onDeadline(long nowNanos, Segment segment, int packets, int octets, Outbound outbound) {
    SenderClock clock = segment.stream.clock();
    if (!clock.known() || !due && nowNanos - dueNanos < 0) {
      return;
    }
    due = false;
    dueNanos = nowNanos + INTERVAL_NANOS;
    long ntp = clock.ntpAt(nowNanos);
    int slot = sent++ % REMEMBERED;
    sentReports[slot] = (int) (ntp >>> 16);
    sentNanos[slot] = nowNanos;
    outbound.report(
        nowNanos,
        ssrc,
        ntp,
        clock.rtpAt(nowNanos) + segment.timestampOffset,
        packets,
        octets,
        canonicalName);
  }

  /** Section 6.4.1: arrival, minus when the report was sent, minus how long it was kept. */
  long roundTripNanos(long nowNanos, int lastReport, long delaySince) {
    for (int i = 0; i < Math.min(sent, REMEMBERED); i++) {
      if (sentReports[i] == lastReport) {
        long kept = delaySince * 1_000_000 / 65_536 * 1_000;
        return Math.max(0, nowNanos - sentNanos[i] - kept);
      }
    }
    return -1;
  }
}

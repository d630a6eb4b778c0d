package parley.relay.ingest;

import parley.relay.wire.RtcpWriter;

/**
 * Loss and jitter of one received stream (RFC 3550 sections 6.4.1, A.3 and A.8). Retransmissions do
 * not count: what is reported is the path before repair.
 */
final class ReceiveStatistics {
  private final int clockRate;
  private long first = -1;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long lastTransit;
  private double jitter;
  private int fractionLost;

  ReceiveStatistics(int clockRate) {
    this.clockRate = clockRate;
  }

  void onPacket(long sequence, int timestamp, long nowNanos) {
    int arrival = (int) (nowNanos / 1_000 * clockRate / 1_000_000);
    int transit = arrival - timestamp;
    if (first < 0) {
      first = sequence;
      highest = sequence;
      expectedBefore = 0;
    } else {
      int difference = Math.abs(transit - (int) lastTransit);
      if (difference >= 0 && difference < clockRate) { // a jump of a second is a new source clock
        jitter += (difference - jitter) / 16;
      }
    }
    lastTransit = transit;
    highest = Math.max(highest, sequence);
    received++;
  }

  /** Writes the report block and begins the next interval. */
  void report(RtcpWriter writer, int ssrc, int lastSenderReport, long sinceSenderReportNanos) {
    if (first < 0) {
      return;
    }
    long expected = highest - first + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    fractionLost =
        expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    long lost = Math.clamp(expected - received, -0x80_0000L, 0x7F_FFFFL);
    int delay = (int) (sinceSenderReportNanos / 1_000 * 65_536 / 1_000_000);
    writer.reportBlock(ssrc, fractionLost, (int) lost, (int) highest);
    writer.reportTiming(
        (int) jitter, lastSenderReport, lastSenderReport == 0 ? 0 : Math.max(delay, 0));
  }

  /** Share lost in the interval of the last report, 0 to 1. */
  double lossShare() {
    return fractionLost / 256.0;
  }

  /** Whether any packet arrived. */
  boolean started() {
    return first >= 0;
  }
}

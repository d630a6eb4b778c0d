package parley.relay;

import parley.relay.forward.DownTrack;
import parley.relay.wire.ReportBlock;

/** Loss and round trip of a link, as reports on what we send tell them. Media thread only. */
final class LinkReports {
  /** Share of a new round trip in the smoothed one (RFC 6298 section 2). */
  private static final double ROUND_TRIP_GAIN = 0.125;

  /** Share of a new report in the loss that is told; higher jumps with every report. */
  private static final double LOSS_GAIN = 0.25;

  private static final int NANOS_PER_MILLI = 1_000_000;

  private long roundTripNanos = -1;
  private double loss;

  /** Takes a block. True if it told a round trip. */
  boolean onReportBlock(long nowNanos, DownTrack track, ReportBlock block) {
    loss += (block.fractionLost() / 256.0 - loss) * LOSS_GAIN;
    long measured =
        track.roundTripNanos(
            nowNanos, block.lastSenderReport(), block.delaySinceLastSenderReport());
    if (measured < 0) {
      return false;
    }
    roundTripNanos =
        roundTripNanos < 0
            ? measured
            : (long) (roundTripNanos + (measured - roundTripNanos) * ROUND_TRIP_GAIN);
    return true;
  }

  double loss() {
    return loss;
  }

  /** -1 while unknown. */
  long roundTripNanos() {
    return roundTripNanos;
  }

  /** -1 while unknown. */
  int roundTripMillis() {
    return roundTripNanos < 0 ? -1 : (int) (roundTripNanos / NANOS_PER_MILLI);
  }
}

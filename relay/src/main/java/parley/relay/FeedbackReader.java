package parley.relay;

import parley.relay.estimate.LinkEstimate;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.TransportFeedback;

/** Leads transport-wide feedback to the estimate of a link. Media thread only. */
final class FeedbackReader implements TransportFeedback.Visitor {
  private final LinkEstimate estimate;
  private final DropCounters drops;
  private long nowNanos;

  FeedbackReader(LinkEstimate estimate, DropCounters drops) {
    this.estimate = estimate;
    this.drops = drops;
  }

  void read(long now, RtcpPacket packet) {
    nowNanos = now;
    Drop drop = TransportFeedback.read(packet, this);
    if (drop == Drop.NONE) {
      estimate.onFeedbackEnd(now);
    } else {
      drops.increment(drop);
    }
  }

  @Override
  public void onReceived(int sequenceNumber, long arrivalNanos) {
    estimate.onArrived(nowNanos, sequenceNumber, arrivalNanos);
  }

  @Override
  public void onLost(int sequenceNumber) {
    estimate.onMissing(nowNanos, sequenceNumber);
  }
}

package parley.relay.ingest;

import java.util.random.RandomGenerator;
import parley.relay.peer.MediaOutlet;
import parley.relay.wire.Octets;
import parley.relay.wire.RtcpWriter;
import parley.relay.wire.TransportFeedback;

/** What a publisher is told: arrivals, losses, reports, key frames wanted. Media thread only. */
final class PublisherFeedback {
  /**
   * Between two transport-wide feedbacks. Lower lets the publisher's estimate react sooner; higher
   * spares packets (50 to 250 ms in draft-holmer-rmcat-transport-wide-cc-extensions-01).
   */
  static final long ARRIVALS_INTERVAL_NANOS = 50_000_000L;

  /** Between two receiver reports, give or take half (RFC 3550 section 6.2). */
  static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;

  /** Round trip assumed before the first measurement. */
  private static final long FIRST_ROUND_TRIP_NANOS = 50_000_000L;

  private static final int BUFFER_BYTES = 4_096;

  private final StreamTable streams;
  private final int ownSsrc;
  private final MediaOutlet outlet;
  private final RandomGenerator random;
  private final RtcpWriter writer = new RtcpWriter();
  private final TransportFeedback arrivals = new TransportFeedback();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long arrivalsDueNanos;
  private long reportDueNanos;
  private long roundTripNanos = FIRST_ROUND_TRIP_NANOS;
  private int arrivalsSsrc;

  PublisherFeedback(StreamTable streams, int ownSsrc, MediaOutlet outlet, RandomGenerator random) {
    this.streams = streams;
    this.ownSsrc = ownSsrc;
    this.outlet = outlet;
    this.random = random;
  }

  void roundTrip(long nanos) {
    roundTripNanos = nanos;
  }

  void onArrival(long nowNanos, long arrivedNanos, int ssrc, byte[] packet, int offset) {
    int sequenceNumber = Octets.u16(packet, offset);
    arrivalsSsrc = ssrc;
    if (!arrivals.add(sequenceNumber, arrivedNanos)) {
      sendArrivals(nowNanos);
      arrivals.add(sequenceNumber, arrivedNanos);
    }
  }

  void onDeadline(long nowNanos) {
    if (nowNanos - arrivalsDueNanos >= 0) {
      sendArrivals(nowNanos);
    }
    repair(nowNanos);
    if (nowNanos - reportDueNanos >= 0) {
      sendReport(nowNanos);
    }
  }

  private void sendArrivals(long nowNanos) {
    arrivalsDueNanos = nowNanos + ARRIVALS_INTERVAL_NANOS;
    if (!arrivals.isEmpty()) {
      send(nowNanos, writer.begin(buffer, 0).transportFeedback(ownSsrc, arrivalsSsrc, arrivals));
    }
  }

  private void repair(long nowNanos) {
    for (int t = 0; t < streams.tracks().size(); t++) {
      IncomingTrack track = streams.tracks().get(t);
      for (int i = 0; i < track.layerCount(); i++) {
        IncomingStream layer = track.layer(i);
        writer.begin(buffer, 0);
        if (layer.requestMissing(writer, ownSsrc, roundTripNanos, nowNanos)) {
          send(nowNanos, writer);
        }
        if (layer.isBeyondRepair(nowNanos)) {
          track.requestKeyFrame();
        }
      }
      if (track.keyFrames().poll(nowNanos)) {
        requestKeyFrame(nowNanos, track);
      }
    }
  }

  private void requestKeyFrame(long nowNanos, IncomingTrack track) {
    writer.begin(buffer, 0);
    for (int i = 0; i < track.layerCount(); i++) {
      IncomingStream layer = track.layer(i);
      if (layer.isAlive(nowNanos)) {
        writer.pictureLoss(ownSsrc, layer.ssrc());
      }
    }
    if (writer.length() > 0) {
      send(nowNanos, writer);
    } else {
      track.requestKeyFrame(); // as soon as there is somebody to ask
    }
  }

  private void sendReport(long nowNanos) {
    reportDueNanos = nowNanos + (long) (REPORT_INTERVAL_NANOS * (0.5 + random.nextDouble()));
    writer.begin(buffer, 0).receiverReport(ownSsrc);
    for (IncomingTrack track : streams.tracks()) {
      for (int i = 0; i < track.layerCount(); i++) {
        if (track.layer(i).hasReport()) {
          track.layer(i).report(writer, nowNanos);
        }
      }
    }
    send(nowNanos, writer);
  }

  double lossShare() {
    double worst = 0;
    for (IncomingTrack track : streams.tracks()) {
      for (int i = 0; i < track.layerCount(); i++) {
        worst = Math.max(worst, track.layer(i).lossShare());
      }
    }
    return worst;
  }

  private void send(long nowNanos, RtcpWriter written) {
    outlet.sendRtcp(nowNanos, buffer, 0, written.length());
  }
}

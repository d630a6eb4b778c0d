package parley.relay;

import java.util.Optional;
import parley.relay.forward.DownTrack;
import parley.relay.ingest.Ingest;
import parley.relay.wire.ReportBlock;
import parley.relay.wire.RtcpPacket;

/** Whom incoming RTCP is about: somebody who publishes and receives. Media thread only. */
interface RtcpSubject {
  /** What it publishes. */
  Ingest ingest();

  /** What it receives under an SSRC of ours. */
  Optional<DownTrack> bySsrc(int ssrc);

  /** Transport-wide feedback on what was sent to it. */
  void onTransportFeedback(long nowNanos, RtcpPacket packet);

  /** A report on what was sent to it. */
  void onReportBlock(long nowNanos, DownTrack track, ReportBlock block);
}

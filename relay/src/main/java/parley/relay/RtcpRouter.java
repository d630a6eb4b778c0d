package parley.relay;

import java.util.Optional;
import parley.relay.forward.DownTrack;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.ReportBlock;
import parley.relay.wire.RtcpPacket;

/** Leads each packet of RTCP compounds to what it is about. Media thread only. */
final class RtcpRouter {
  private final RtcpSubject subject;
  private final DropCounters drops;
  private final RtcpPacket packet = new RtcpPacket();

  RtcpRouter(RtcpSubject subject, DropCounters drops) {
    this.subject = subject;
    this.drops = drops;
  }

  void onRtcp(long nowNanos, byte[] buffer, int offset, int length) {
    Drop drop = packet.wrap(buffer, offset, length);
    if (drop != Drop.NONE) {
      drops.increment(drop);
      return;
    }
    while (packet.next()) {
      route(nowNanos);
    }
  }

  private void route(long nowNanos) {
    switch (packet.packetType()) {
      case RtcpPacket.SENDER_REPORT -> {
        subject.ingest().onSenderReport(nowNanos, packet);
        reportBlocks(nowNanos);
      }
      case RtcpPacket.RECEIVER_REPORT -> reportBlocks(nowNanos);
      case RtcpPacket.TRANSPORT_FEEDBACK -> transportFeedback(nowNanos);
      case RtcpPacket.PAYLOAD_FEEDBACK -> payloadFeedback();
      default -> {} // descriptions, goodbyes and extended reports say nothing that is acted on
    }
  }

  private void reportBlocks(long nowNanos) {
    for (int i = 0; i < packet.count(); i++) {
      ReportBlock block = packet.reportBlock(i);
      Optional<DownTrack> track = subject.bySsrc(block.ssrc());
      if (track.isPresent()) {
        subject.onReportBlock(nowNanos, track.get(), block);
      }
    }
  }

  private void transportFeedback(long nowNanos) {
    if (packet.count() == RtcpPacket.FORMAT_NACK) {
      subject.bySsrc(packet.mediaSsrc()).ifPresent(track -> repair(nowNanos, track));
    } else if (packet.count() == RtcpPacket.FORMAT_TRANSPORT_WIDE) {
      subject.onTransportFeedback(nowNanos, packet);
    }
  }

  private void repair(long nowNanos, DownTrack track) {
    for (int i = 0; i < packet.nackCount(); i++) {
      int first = packet.nackPacketId(i);
      int mask = packet.nackBitmask(i) << 1 | 1;
      for (int bit = 0; mask >>> bit != 0; bit++) {
        if ((mask >>> bit & 1) != 0 && !track.onNack(nowNanos, (first + bit) & 0xFFFF)) {
          drops.increment(Drop.NOT_KEPT);
        }
      }
    }
  }

  private void payloadFeedback() {
    if (packet.count() == RtcpPacket.FORMAT_PLI) {
      subject.bySsrc(packet.mediaSsrc()).ifPresent(DownTrack::onPictureLost);
    } else if (packet.count() == RtcpPacket.FORMAT_FIR) {
      for (int i = 0; i < packet.firCount(); i++) {
        subject.bySsrc(packet.firSsrc(i)).ifPresent(DownTrack::onPictureLost);
      }
    }
  }
}

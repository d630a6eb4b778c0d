package parley.relay;

import java.util.Optional;
import parley.relay.forward.DownTrack;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.ReportBlock;
import parley.relay.wire.RtcpPacket;

/** Leads each packet of a peer's RTCP compounds to what it is about. Media thread only. */
final class RtcpRouter {
  private final Peer peer;
  private final DropCounters drops;
  private final RtcpPacket packet = new RtcpPacket();

  RtcpRouter(Peer peer, DropCounters drops) {
    this.peer = peer;
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
        peer.ingest().onSenderReport(nowNanos, packet);
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
      Optional<DownTrack> track = peer.subscriber().bySsrc(block.ssrc());
      if (track.isPresent()) {
        peer.onReportBlock(nowNanos, track.get(), block);
      }
    }
  }

  private void transportFeedback(long nowNanos) {
    if (packet.count() == RtcpPacket.FORMAT_NACK) {
      peer.subscriber().bySsrc(packet.mediaSsrc()).ifPresent(track -> repair(nowNanos, track));
    } else if (packet.count() == RtcpPacket.FORMAT_TRANSPORT_WIDE) {
      peer.subscriber().onTransportFeedback(nowNanos, packet);
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
      peer.subscriber().bySsrc(packet.mediaSsrc()).ifPresent(DownTrack::onPictureLost);
    } else if (packet.count() == RtcpPacket.FORMAT_FIR) {
      for (int i = 0; i < packet.firCount(); i++) {
        peer.subscriber().bySsrc(packet.firSsrc(i)).ifPresent(DownTrack::onPictureLost);
      }
    }
  }
}

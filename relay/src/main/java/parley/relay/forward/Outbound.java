package parley.relay.forward;

import parley.relay.peer.MediaOutlet;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpWriter;

/** Everything that goes to one subscriber. Media thread only. */
public final class Outbound {
  private static final int BUFFER_BYTES = 2_048;

  private final MediaOutlet outlet;
  private final DropCounters drops;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final RtcpWriter rtcp = new RtcpWriter();
  private int transportSequenceNumber;

  /** Sends to {@code outlet}. */
  public Outbound(MediaOutlet outlet, DropCounters drops) {
    this.outlet = outlet;
    this.drops = drops;
  }

  void media(long nowNanos, DownTrack track, long out) {
    int length = track.write(out, transportSequenceNumber++, buffer, 0);
    count(outlet.sendRtp(nowNanos, buffer, 0, length));
  }

  void repair(long nowNanos, DownTrack track, long out) {
    int length = track.writeRepair(out, transportSequenceNumber++, buffer, 0);
    count(outlet.sendRtp(nowNanos, buffer, 0, length));
  }

  void report(
      long nowNanos, int ssrc, long ntp, int rtp, int packets, int octets, String canonicalName) {
    rtcp.begin(buffer, 0)
        .senderReport(ssrc, ntp, rtp, packets, octets)
        .canonicalName(ssrc, canonicalName);
    count(outlet.sendRtcp(nowNanos, buffer, 0, rtcp.length()));
  }

  private void count(Drop drop) {
    if (drop != Drop.NONE) {
      drops.increment(drop);
    }
  }
}

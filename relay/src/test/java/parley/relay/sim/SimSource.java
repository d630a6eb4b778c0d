package parley.relay.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import parley.relay.wire.RtcpWriter;
import parley.relay.wire.RtpWriter;

/** One SSRC of a simulated publisher, with its history for repair. */
final class SimSource {
  private final Clockwork clock;
  private final SimPeer peer;
  private final RtpWriter writer = new RtpWriter();
  private final Map<Integer, byte[]> payloads = new HashMap<>();
  private final Map<Integer, Integer> timestamps = new HashMap<>();
  private final byte[] buffer = new byte[2_000];
  private final int clockRate;
  private final int payloadType;
  private final String mid;
  private final String rid;
  private final int ssrc;
  private final int rtxSsrc;
  private final int timestampOffset;
  private int sequenceNumber;
  private int rtxSequenceNumber;
  private int packets;

  SimSource(
      Clockwork clock,
      SimPeer peer,
      RandomGenerator random,
      int clockRate,
      int payloadType,
      String mid,
      String rid) {
    this.clock = clock;
    this.peer = peer;
    this.clockRate = clockRate;
    this.payloadType = payloadType;
    this.mid = mid;
    this.rid = rid;
    ssrc = random.nextInt() | 1;
    rtxSsrc = ssrc ^ 2;
    timestampOffset = random.nextInt();
    sequenceNumber = random.nextInt(65_536);
    rtxSequenceNumber = random.nextInt(65_536);
  }

  int ssrc() {
    return ssrc;
  }

  void startAt(int first) {
    sequenceNumber = first;
  }

  int timestamp() {
    return timestampOffset + (int) (clock.now() / 1_000 * clockRate / 1_000_000);
  }

  void send(byte[] payload, boolean marker, byte[] descriptor) {
    int sent = sequenceNumber;
    sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
    payloads.put(sent, payload);
    timestamps.put(sent, timestamp());
    payloads.remove((sent - 500) & 0xFFFF);
    writer.begin(buffer, 0, payloadType, marker, sent).source(timestamp(), ssrc);
    extensions(SimPeer.RID);
    if (descriptor.length > 0) {
      writer.extension(SimPeer.DESCRIPTOR, descriptor, 0, descriptor.length);
    }
    peer.up(buffer, writer.payload(payload, 0, payload.length));
  }

  private void extensions(int ridExtension) {
    writer.extension16(SimPeer.TRANSPORT_SEQUENCE, peer.nextTransportSequence());
    if (packets++ < 60) {
      writer.extension(SimPeer.MID, mid.getBytes(), 0, mid.length());
      if (!rid.isEmpty()) {
        writer.extension(ridExtension, rid.getBytes(), 0, rid.length());
      }
    }
  }

  void repeat(int lost) {
    byte[] payload = payloads.get(lost);
    if (payload == null) {
      return;
    }
    rtxSequenceNumber = (rtxSequenceNumber + 1) & 0xFFFF;
    writer.begin(buffer, 0, SimPeer.RTX, false, rtxSequenceNumber);
    writer.source(timestamps.get(lost), rtxSsrc);
    packets = 0; // names itself
    extensions(SimPeer.REPAIRED_RID);
    peer.up(buffer, writer.retransmission(lost, payload, 0, payload.length));
  }

  void report(RtcpWriter rtcp) {
    rtcp.senderReport(ssrc, SimPeer.ntp(clock.now()), timestamp(), packets, 0);
  }
}

package parley.relay.forward;

import parley.relay.estimate.LinkEstimate;
import parley.relay.ingest.RateMeter;
import parley.relay.peer.MediaOutlet;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpWriter;

/**
 * Everything that goes to one subscriber: sound at once, then repairs, then pictures at the pace of
 * the link, then padding that probes for more. Media thread only.
 */
public final class Outbound {
  /**
   * A picture that would wait for longer than this is dropped up to its next key frame. Higher
   * bears larger key frames, lower catches up sooner.
   */
  private static final double QUEUE_SECONDS = 1.5;

  /** Header, extensions and tag of a packet, and the datagram around it. */
  private static final int DATAGRAM_OVERHEAD = 44;

  private static final int BUFFER_BYTES = 2_048;
  private static final int SEQUENCE_MASK = 0xFFFF;

  private final MediaOutlet outlet;
  private final LinkEstimate estimate;
  private final DropCounters drops;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final RtcpWriter rtcp = new RtcpWriter();
  private final PacketQueue repairs = new PacketQueue();
  private final PacketQueue pictures = new PacketQueue();
  private final Pacer pacer = new Pacer();
  private final RateMeter rate = new RateMeter();
  private final RateMeter soundRate = new RateMeter();
  private int transportSequenceNumber;
  private long floor;

  /** Sends to {@code outlet} what {@code estimate} bears. */
  public Outbound(MediaOutlet outlet, LinkEstimate estimate, DropCounters drops) {
    this.outlet = outlet;
    this.estimate = estimate;
    this.drops = drops;
  }

  void media(long nowNanos, DownTrack track, long out) {
    if (!track.isPicture()) {
      soundRate.add(nowNanos, track.size(out) + DATAGRAM_OVERHEAD);
      send(nowNanos, track, out, false);
    } else if (pictures.isEmpty() && repairs.isEmpty() && pacer.mayGo(nowNanos)) {
      send(nowNanos, track, out, false);
    } else if (!pictures.add(track, out) || pacer.takesLonger(pictures.bytes(), QUEUE_SECONDS)) {
      drops.increment(Drop.QUEUE_FULL);
      interruptAll(nowNanos);
    }
  }

  private void interruptAll(long nowNanos) {
    while (!pictures.isEmpty()) {
      DownTrack track = pictures.track();
      pictures.removeAll(track);
      track.interrupt(nowNanos);
    }
  }

  void repair(long nowNanos, DownTrack track, long out) {
    if (!repairs.contains(track, out) && !repairs.add(track, out)) {
      drops.increment(Drop.QUEUE_FULL);
    }
    drain(nowNanos);
  }

  /** Pictures go at no less than this pace, whatever the estimate. */
  public void floor(long bitsPerSecond) {
    floor = bitsPerSecond;
  }

  /** Forgets what waits of a track. */
  void discard(DownTrack track) {
    pictures.removeAll(track);
    repairs.removeAll(track);
  }

  /** Sends what may go by now. */
  public void onDeadline(long nowNanos) {
    long least = floor + soundBitsPerSecond(nowNanos);
    pacer.rate(Math.max(estimate.bitsPerSecond(), least));
    drain(nowNanos);
  }

  private void drain(long nowNanos) {
    while (!(repairs.isEmpty() && pictures.isEmpty()) && pacer.mayGo(nowNanos)) {
      boolean repairing = !repairs.isEmpty();
      PacketQueue queue = repairing ? repairs : pictures;
      DownTrack track = queue.track();
      long out = queue.number();
      queue.removeFirst();
      if (track.holds(out)) {
        send(nowNanos, track, out, repairing);
      } else {
        drops.increment(Drop.NOT_KEPT);
      }
    }
  }

  private void send(long nowNanos, DownTrack track, long out, boolean repairing) {
    int number = transportSequenceNumber & SEQUENCE_MASK;
    int length =
        repairing ? track.writeRepair(out, number, buffer, 0) : track.write(out, number, buffer, 0);
    transmit(nowNanos, track, length);
  }

  /** Sends empty retransmissions that only try the link; nothing if something waits. */
  public void pad(long nowNanos, DownTrack track, int bytes) {
    int left = repairs.isEmpty() && pictures.isEmpty() ? bytes : 0;
    while (left > 0) {
      int length = track.writePadding(transportSequenceNumber & SEQUENCE_MASK, buffer, 0);
      left -= length;
      transmit(nowNanos, track, length);
    }
  }

  private void transmit(long nowNanos, DownTrack track, int length) {
    int onWire = length + DATAGRAM_OVERHEAD;
    if (track.format().transportSequence() != 0) {
      estimate.onSent(nowNanos, transportSequenceNumber & SEQUENCE_MASK, onWire);
      transportSequenceNumber++;
    }
    pacer.sent(onWire);
    rate.add(nowNanos, onWire);
    outlet.sendRtp(nowNanos, buffer, 0, length); // which counts what it drops
  }

  void report(
      long nowNanos, int ssrc, long ntp, int rtp, int packets, int octets, String canonicalName) {
    rtcp.begin(buffer, 0)
        .senderReport(ssrc, ntp, rtp, packets, octets)
        .canonicalName(ssrc, canonicalName);
    outlet.sendRtcp(nowNanos, buffer, 0, rtcp.length());
  }

  /** All that was sent in the last second. */
  public long bitsPerSecond(long nowNanos) {
    return rate.bitsPerSecond(nowNanos);
  }

  /** What sound took of it. */
  public long soundBitsPerSecond(long nowNanos) {
    return soundRate.bitsPerSecond(nowNanos);
  }
}

package parley.relay.forward;

import java.util.Arrays;
import parley.relay.ingest.FrameMark;
import parley.relay.ingest.IncomingStream;
import parley.relay.ingest.IncomingTrack;
import parley.relay.ingest.MediaReceiver;
import parley.relay.ingest.PacketStore;
import parley.relay.wire.RtpWriter;

/**
 * One track on its way to one subscriber: decides which packets go and what they look like. Media
 * thread only.
 */
public final class DownTrack implements MediaReceiver {
  /** No layer at all. */
  public static final int PAUSED = -1;

  /** Between two requests for a key frame that does not come. */
  private static final long KEY_FRAME_RETRY_NANOS = 500_000_000L;

  /**
   * A layer on demand that pauses for so long has given way to a smaller one. Longer than a frame
   * at 20 a second, shorter than a key frame takes.
   */
  private static final long GIVEN_WAY_NANOS = 60_000_000L;

  /** After such a pause somebody must ask for a key frame of the smaller one. */
  private static final long STRANDED_NANOS = 200_000_000L;

  /** Most that one packet can be padded with (RFC 3550 section 5.1), in whole words. */
  private static final int PADDING_BYTES = 252;

  private final IncomingTrack track;
  private final DownFormat format;
  private final Outbound outbound;
  private final Rewriter rewriter;
  private final RtpWriter writer = new RtpWriter();
  private final SenderReports reports;
  private int layer = PAUSED;
  private int target = PAUSED;
  private long askedNanos;
  private int rtxSequenceNumber;
  private int packets;
  private int octets;
  private long lastSent;

  /**
   * A track that is not sent until {@link #aim}.
   *
   * @param firstSequenceNumber, firstRtxSequenceNumber chance
   */
  public DownTrack(
      IncomingTrack track,
      DownFormat format,
      Outbound outbound,
      int firstSequenceNumber,
      int firstRtxSequenceNumber) {
    this.track = track;
    this.format = format;
    this.outbound = outbound;
    rewriter = new Rewriter(track.shape().video(), firstSequenceNumber & 0x7FFF);
    lastSent = rewriter.lastOut();
    rtxSequenceNumber = firstRtxSequenceNumber & 0x7FFF;
    reports = new SenderReports(format.ssrc(), format.canonicalName());
  }

  /** Sets the layer to send at most, or {@link #PAUSED}; upwards it waits for a key frame. */
  public void aim(long nowNanos, int wanted) {
    if (wanted == target) {
      return;
    }
    target = wanted;
    if (target == PAUSED) {
      layer = PAUSED;
      outbound.discard(this);
      rewriter.rewind(lastSent);
    } else if (isWaiting()) {
      ask(nowNanos);
    }
  }

  /** The decoder says that it cannot go on (PLI, FIR). */
  public void onPictureLost() {
    track.requestKeyFrame();
  }

  private void ask(long nowNanos) {
    askedNanos = nowNanos;
    track.requestKeyFrame();
  }

  private boolean isWaiting() {
    return track.shape().video() && target != PAUSED && layer != target;
  }

  @Override
  public void onMedia(
      long nowNanos, IncomingStream stream, int from, long sequence, boolean keyFrameStart) {
    if (target == PAUSED || isOfAnotherLayer(from)) {
      return;
    }
    if (from != layer && !switchesTo(nowNanos, stream, from, keyFrameStart)) {
      return;
    }
    if (from != layer) {
      layer = from;
      rewriter.begin(stream, from, sequence, nowNanos);
      reports.dueNow();
    }
    long out = rewriter.map(sequence, nowNanos);
    if (out >= 0) {
      outbound.media(nowNanos, this, out);
    }
  }

  private boolean isOfAnotherLayer(int from) {
    return format.onlyLayer() != DownFormat.ANY_LAYER && from != format.onlyLayer();
  }

  /** Before anything is sent the smallest is of use too: its key frame comes soonest. */
  @Override
  public int layersInUse() {
    return target == PAUSED ? 0 : 1 << target | 1 << Math.max(layer, 0);
  }

  /** A picture changes its layer at a key frame only; sound has one layer and just begins. */
  private boolean switchesTo(
      long nowNanos, IncomingStream stream, int from, boolean keyFrameStart) {
    if (from > target) {
      return false;
    }
    if (!stream.describesFrames()) {
      return track.layerCount() == 1 || from == target && !isAlive(nowNanos, layer);
    }
    boolean givenWay = track.shape().isOnDemand() && isQuiet(nowNanos, layer, GIVEN_WAY_NANOS);
    return keyFrameStart && (layer == PAUSED || from > layer || layer > target || givenWay);
  }

  private boolean isQuiet(long nowNanos, int index, long nanos) {
    return index != PAUSED && track.layer(index).isQuiet(nowNanos, nanos);
  }

  /** Whether the present layer has ended and a smaller one comes in its place. */
  private boolean isStranded(long nowNanos) {
    if (!track.shape().isOnDemand() || !isQuiet(nowNanos, layer, STRANDED_NANOS)) {
      return false;
    }
    for (int smaller = 0; smaller < layer; smaller++) {
      if (!isQuiet(nowNanos, smaller, STRANDED_NANOS)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlive(long nowNanos, int index) {
    return index != PAUSED && track.layer(index).isAlive(nowNanos);
  }

  @Override
  public void onRestart(int restarted) {
    if (restarted == layer) {
      layer = PAUSED;
      track.requestKeyFrame();
    }
  }

  /** What waited of it was dropped: begins anew at the next key frame. */
  void interrupt(long nowNanos) {
    rewriter.rewind(lastSent);
    layer = PAUSED;
    ask(nowNanos);
  }

  /** Ends it: nothing is sent any more. */
  public void close() {
    track.remove(this);
    target = PAUSED;
    layer = PAUSED;
    outbound.discard(this);
  }

  /** The subscriber lacks a packet. False if it is no longer kept or cannot be repeated. */
  public boolean onNack(long nowNanos, int sequenceNumber) {
    long out = rewriter.extend(sequenceNumber);
    // Under the same SSRC a repeated packet would use its nonce twice: no RTX, no repair.
    // And while the picture waits for the link, nothing of it may take the place of sound.
    if (!format.repairs() || layer == PAUSED || !rewriter.holds(out)) {
      return false;
    }
    outbound.repair(nowNanos, this, out);
    return true;
  }

  /** Does what is due by time. */
  public void onDeadline(long nowNanos) {
    boolean helps = isWaiting() && wouldHelp(nowNanos) || isStranded(nowNanos);
    if (helps && nowNanos - askedNanos >= KEY_FRAME_RETRY_NANOS) {
      ask(nowNanos);
    }
    if (layer != PAUSED) {
      reports.onDeadline(nowNanos, rewriter.current(), packets, octets, outbound);
    }
  }

  private boolean wouldHelp(long nowNanos) {
    boolean anyWouldDo = layer == PAUSED && format.onlyLayer() == DownFormat.ANY_LAYER;
    return anyWouldDo || isAlive(nowNanos, target);
  }

  /** Whether the packet can be sent. */
  boolean holds(long out) {
    return rewriter.holds(out);
  }

  /** Whether it is a picture, which waits its turn, or sound. */
  boolean isPicture() {
    return track.shape().video();
  }

  /** Whether the link can be tried with retransmissions of nothing. */
  public boolean canPad() {
    return isPicture() && format.repairs() && format.transportSequence() != 0;
  }

  /** Length of its payload. */
  int size(long out) {
    return rewriter.segmentOf(out).stream.store().length(rewriter.source(out));
  }

  /** Writes a packet and counts it. Returns its length. */
  int write(long out, int transportSequenceNumber, byte[] buffer, int offset) {
    Segment segment = rewriter.segmentOf(out);
    long source = rewriter.source(out);
    PacketStore store = segment.stream.store();
    int timestamp = store.timestamp(source) + segment.timestampOffset;
    writer.begin(buffer, offset, format.payloadType(), store.marker(source), (int) out & 0xFFFF);
    writer.source(timestamp, format.ssrc());
    stamp(transportSequenceNumber);
    mark(segment.stream, source);
    int payload = writer.payloadOffset();
    int length = writer.payload(store.bytes(), store.offset(source), store.length(source));
    rewriter.rewritePayload(segment, buffer, payload, store.length(source));
    lastSent = Math.max(lastSent, out);
    packets++;
    octets += store.length(source);
    return length;
  }

  /** Writes a packet again, as a retransmission (RFC 4588). Returns its length. */
  int writeRepair(long out, int transportSequenceNumber, byte[] buffer, int offset) {
    Segment segment = rewriter.segmentOf(out);
    long source = rewriter.source(out);
    PacketStore store = segment.stream.store();
    int timestamp = store.timestamp(source) + segment.timestampOffset;
    rtxSequenceNumber = (rtxSequenceNumber + 1) & 0xFFFF;
    writer.begin(buffer, offset, format.rtxPayloadType(), store.marker(source), rtxSequenceNumber);
    writer.source(timestamp, format.rtxSsrc());
    stamp(transportSequenceNumber);
    mark(segment.stream, source);
    int payload = writer.payloadOffset() + 2;
    int length =
        writer.retransmission(
            (int) out & 0xFFFF, store.bytes(), store.offset(source), store.length(source));
    rewriter.rewritePayload(segment, buffer, payload, store.length(source));
    return length;
  }

  /** Writes a retransmission of nothing, which every receiver ignores. Returns its length. */
  int writePadding(int transportSequenceNumber, byte[] buffer, int offset) {
    rtxSequenceNumber = (rtxSequenceNumber + 1) & 0xFFFF;
    writer.begin(buffer, offset, format.rtxPayloadType(), false, rtxSequenceNumber);
    writer.source(0, format.rtxSsrc());
    stamp(transportSequenceNumber);
    int end = writer.payloadOffset() + PADDING_BYTES;
    Arrays.fill(buffer, end - PADDING_BYTES, end - 1, (byte) 0);
    buffer[end - 1] = (byte) PADDING_BYTES;
    buffer[offset] |= 0x20; // P bit, RFC 3550 section 5.1
    return end - offset;
  }

  private void stamp(int transportSequenceNumber) {
    if (format.transportSequence() != 0) {
      writer.extension16(format.transportSequence(), transportSequenceNumber);
    }
  }

  private void mark(IncomingStream stream, long source) {
    if (format.frameMark() != 0) {
      boolean keyFrameStart = stream.store().startsKeyFrame(source);
      writer.extension8(format.frameMark(), FrameMark.of(stream.describesFrames(), keyFrameStart));
    }
  }

  /** What is sent now, or {@link #PAUSED}. */
  public int layer() {
    return layer;
  }

  /** What is to be sent at most, or {@link #PAUSED}. */
  public int target() {
    return target;
  }

  /** Where it comes from. */
  public IncomingTrack track() {
    return track;
  }

  /** How it is sent. */
  public DownFormat format() {
    return format;
  }

  /** The round trip that a report block about this track tells, or -1. */
  public long roundTripNanos(long nowNanos, int lastReport, long delaySince) {
    return reports.roundTripNanos(nowNanos, lastReport, delaySince);
  }
}

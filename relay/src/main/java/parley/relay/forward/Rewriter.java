package parley.relay.forward;

import parley.relay.ingest.IncomingStream;
import parley.relay.ingest.PacketStore;
import parley.relay.wire.Drop;
import parley.relay.wire.SequenceNumbers;
import parley.relay.wire.Vp8Descriptor;

/**
 * Makes one continuous stream out of several: sequence numbers without a gap that the publisher's
 * stream did not have, timestamps that go on, picture ids that count on (RFC 7741 section 4.2).
 * Remembers where each packet came from, so that it can be repeated.
 */
final class Rewriter {
  /** Packets that can be repeated; four seconds of a large picture. */
  private static final int REMEMBERED = 1_024;

  /** Switches within that many packets; more only lose the chance of repair. */
  private static final int SEGMENTS = 16;

  /** Clocks that differ by more than this are not believed; the time of arrival is. */
  private static final long BELIEVABLE_SECONDS = 2;

  private static final int SEGMENT_SHIFT = 56;
  private static final long SOURCE_MASK = (1L << SEGMENT_SHIFT) - 1;

  private final boolean vp8;
  private final long[] sources = new long[REMEMBERED];
  private final long[] outs = new long[REMEMBERED];
  private final Segment[] segments = new Segment[SEGMENTS];
  private final Vp8Descriptor descriptor = new Vp8Descriptor();
  private Segment current = new Segment();
  private long lastOut;
  private int lastTimestamp;
  private long lastNanos;
  private int lastPictureId;
  private int lastTl0PicIdx;
  private boolean started;

  /** The first packet will have the number after {@code lastSequenceNumber}. */
  Rewriter(boolean vp8, int lastSequenceNumber) {
    this.vp8 = vp8;
    lastOut = (1L << 16) + lastSequenceNumber;
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new Segment();
    }
  }

  /** From this packet on the stream goes on with {@code layer}. */
  void begin(IncomingStream stream, int layer, long source, long nowNanos) {
    Segment next = segments[(int) (current.number + 1) % SEGMENTS];
    int timestamp = nextTimestamp(stream, source, nowNanos);
    next.timestampOffset = timestamp - stream.store().timestamp(source);
    next.sequenceOffset = lastOut + 1 - source;
    next.firstSource = source;
    next.pictureIdOffset = 0;
    next.tl0PicIdxOffset = 0;
    if (vp8 && started) {
      continuePictures(next, stream.store(), source);
    }
    next.stream = stream;
    next.layer = layer;
    next.number = current.number + 1;
    current = next;
    started = true;
  }

  private int nextTimestamp(IncomingStream stream, long source, long nowNanos) {
    int timestamp = stream.store().timestamp(source);
    if (!started) {
      return timestamp;
    }
    long elapsed = (nowNanos - lastNanos) / 1_000 * stream.clockRate() / 1_000_000;
    int byArrival = lastTimestamp + (int) Math.max(1, elapsed);
    int translated = byArrival;
    if (stream == current.stream) {
      translated = timestamp + current.timestampOffset;
    } else if (stream.clock().known() && current.stream.clock().known()) {
      translated =
          current.stream.clock().translate(timestamp, stream.clock()) + current.timestampOffset;
    }
    boolean believable =
        Math.abs((long) translated - byArrival) < BELIEVABLE_SECONDS * stream.clockRate();
    int chosen = believable ? translated : byArrival;
    return chosen - lastTimestamp > 0 ? chosen : lastTimestamp + 1;
  }

  private void continuePictures(Segment next, PacketStore store, long source) {
    Drop drop = descriptor.wrap(store.bytes(), store.offset(source), store.length(source));
    if (drop == Drop.NONE && descriptor.hasPictureId()) {
      next.pictureIdOffset = lastPictureId + 1 - descriptor.pictureId();
    }
    if (drop == Drop.NONE && descriptor.hasTl0PicIdx()) {
      next.tl0PicIdxOffset = lastTl0PicIdx + 1 - descriptor.tl0PicIdx();
    }
  }

  /** The outgoing number of a packet of the present segment, or -1 if it came before it. */
  long map(long source, long nowNanos) {
    if (source < current.firstSource) {
      return -1;
    }
    long out = source + current.sequenceOffset;
    int slot = (int) (out % REMEMBERED);
    sources[slot] = source | (current.number % SEGMENTS) << SEGMENT_SHIFT;
    outs[slot] = out;
    if (out > lastOut) {
      lastOut = out;
      lastNanos = nowNanos;
      lastTimestamp = current.stream.store().timestamp(source) + current.timestampOffset;
      if (vp8) {
        notePicture(current.stream.store(), source);
      }
    }
    return out;
  }

  private void notePicture(PacketStore store, long source) {
    if (descriptor.wrap(store.bytes(), store.offset(source), store.length(source)) == Drop.NONE) {
      if (descriptor.hasPictureId()) {
        lastPictureId = descriptor.pictureId() + current.pictureIdOffset;
      }
      if (descriptor.hasTl0PicIdx()) {
        lastTl0PicIdx = descriptor.tl0PicIdx() + current.tl0PicIdxOffset;
      }
    }
  }

  /**
   * Forgets what was numbered after {@code out} and never sent, so that the next takes its place.
   */
  void rewind(long out) {
    lastOut = Math.min(lastOut, out);
  }

  /** The full number of a sequence number that was sent lately. */
  long extend(int sequenceNumber) {
    return lastOut + SequenceNumbers.distance((int) lastOut & 0xFFFF, sequenceNumber);
  }

  /** Whether the packet of this number is known and its payload still kept. */
  boolean holds(long out) {
    int slot = (int) (out % REMEMBERED);
    if (out < 0 || out > lastOut || outs[slot] != out) {
      return false;
    }
    Segment segment = segmentOf(out);
    long source = source(out);
    return source + segment.sequenceOffset == out && segment.stream.store().holds(source);
  }

  /** Where the packet came from; only while {@link #holds}. */
  Segment segmentOf(long out) {
    return segments[(int) (sources[(int) (out % REMEMBERED)] >>> SEGMENT_SHIFT)];
  }

  /** The publisher's number of the packet; only while {@link #holds}. */
  long source(long out) {
    return sources[(int) (out % REMEMBERED)] & SOURCE_MASK;
  }

  /**
   * Adapts the payload descriptor of a packet that was copied to {@code offset} of {@code packet}.
   */
  void rewritePayload(Segment segment, byte[] packet, int offset, int length) {
    if (!vp8
        || (segment.pictureIdOffset | segment.tl0PicIdxOffset) == 0
        || descriptor.wrap(packet, offset, length) != Drop.NONE) {
      return;
    }
    if (descriptor.hasPictureId()) {
      descriptor.pictureId(descriptor.pictureId() + segment.pictureIdOffset);
    }
    if (descriptor.hasTl0PicIdx()) {
      descriptor.tl0PicIdx(descriptor.tl0PicIdx() + segment.tl0PicIdxOffset);
    }
  }

  /** The present segment; its layer is -1 before the first. */
  Segment current() {
    return current;
  }

  /** Number of the newest packet. */
  long lastOut() {
    return lastOut;
  }
}

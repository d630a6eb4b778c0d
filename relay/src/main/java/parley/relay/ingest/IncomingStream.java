package parley.relay.ingest;

import java.util.random.RandomGenerator;
import parley.relay.wire.Drop;
import parley.relay.wire.RtcpWriter;
import parley.relay.wire.RtpHeader;

/** One SSRC of a publisher: sound, or one layer of a picture. Media thread only. */
public final class IncomingStream {
  /** Packets kept of a picture's layer: two seconds of the largest. Fewer repair less. */
  private static final int VIDEO_SLOTS = 512;

  /** Packets kept of sound, which is never repaired: enough to reorder. */
  private static final int AUDIO_SLOTS = 32;

  /**
   * A layer that was silent for this long is not sent at present. Lower takes a slow picture for a
   * dead one, higher freezes longer when a browser gives a layer up.
   */
  private static final long ALIVE_NANOS = 700_000_000L;

  /** The rate means something after this long. */
  private static final long YOUNG_NANOS = 1_500_000_000L;

  private final TrackShape shape;
  private final SequenceExtender extender = new SequenceExtender();
  private final ReceiveStatistics statistics;
  private final MissingPackets missing;
  private PacketStore store = new PacketStore(1);
  private final SenderClock clock;
  private final RateMeter rate = new RateMeter();
  private int ssrc;
  private boolean bound;
  private boolean overwhelmed;
  private boolean describesFrames;
  private long newestArrivalNanos;
  private long bornNanos;

  IncomingStream(TrackShape shape, RandomGenerator random) {
    this.shape = shape;
    statistics = new ReceiveStatistics(shape.clockRate());
    missing = new MissingPackets(random);
    clock = new SenderClock(shape.clockRate());
  }

  void bind(int source) {
    if (!bound) {
      store = new PacketStore(shape.video() ? VIDEO_SLOTS : AUDIO_SLOTS);
    }
    ssrc = source;
    bound = true;
  }

  /** Whether a packet has told the SSRC. */
  public boolean isBound() {
    return bound;
  }

  /** The publisher's SSRC. */
  public int ssrc() {
    return ssrc;
  }

  /** The packets to forward. */
  public PacketStore store() {
    return store;
  }

  /** Relation to the publisher's wall clock. */
  public SenderClock clock() {
    return clock;
  }

  /** RTP clock in Hz. */
  public int clockRate() {
    return shape.clockRate();
  }

  /** Whether its packets tell where key frames begin. */
  public boolean describesFrames() {
    return describesFrames;
  }

  /** Whether packets have come lately. */
  public boolean isAlive(long nowNanos) {
    return bound && statistics.started() && nowNanos - newestArrivalNanos < ALIVE_NANOS;
  }

  /** Whether nothing has come for {@code nanos}. */
  public boolean isQuiet(long nowNanos, long nanos) {
    return !isAlive(nowNanos) || nowNanos - newestArrivalNanos >= nanos;
  }

  /** Whether it has not been there for long enough to be measured. */
  boolean isYoung(long nowNanos) {
    return nowNanos - bornNanos < YOUNG_NANOS;
  }

  /** What it takes of a link to forward this. */
  public long bitsPerSecond(long nowNanos) {
    return rate.bitsPerSecond(nowNanos);
  }

  /** Takes a media packet. {@link #extend} then gives its number. */
  Drop onPacket(RtpHeader header, long nowNanos) {
    int length = header.payloadLength();
    long before = extender.highest();
    long sequence = extender.extend(header.sequenceNumber());
    if (!keep(header, sequence, header.payloadOffset(), length)) {
      return length > PacketStore.SLOT_BYTES ? Drop.TOO_LONG : Drop.REPLAYED;
    }
    if (!isAlive(nowNanos)) {
      bornNanos = nowNanos;
    }
    statistics.onPacket(sequence, header.timestamp(), nowNanos);
    rate.add(nowNanos, header.length());
    if (shape.video()) {
      track(before, sequence, nowNanos);
    }
    if (sequence > before) {
      newestArrivalNanos = nowNanos;
    }
    return Drop.NONE;
  }

  private void track(long before, long sequence, long nowNanos) {
    if (before >= 0 && sequence > before + 1) {
      overwhelmed |= !missing.lost(before + 1, sequence, nowNanos);
    } else if (sequence < before) {
      missing.arrived(sequence);
    }
  }

  /** Takes a packet out of a retransmission. False if it was not missed: it only probed. */
  boolean onRepair(RtpHeader header, int originalSequenceNumber, int overhead) {
    long sequence = extender.peek(originalSequenceNumber);
    if (!missing.arrived(sequence)) {
      return false;
    }
    return keep(
        header, sequence, header.payloadOffset() + overhead, header.payloadLength() - overhead);
  }

  private boolean keep(RtpHeader header, long sequence, int offset, int length) {
    return store.put(
        sequence, header.timestamp(), header.marker(), header.buffer(), offset, length);
  }

  /** The number under which the store has the packet. */
  long extend(int sequenceNumber) {
    return extender.peek(sequenceNumber);
  }

  void onKeyFrame(long sequence) {
    missing.forgetBefore(sequence);
    overwhelmed = false;
  }

  void onFrameDescription() {
    describesFrames = true;
  }

  /** Appends requests for what is missing; false if there were none. */
  boolean requestMissing(RtcpWriter writer, int ownSsrc, long rttNanos, long nowNanos) {
    return !missing.isEmpty() && missing.request(writer, ownSsrc, ssrc, rttNanos, nowNanos);
  }

  /** Whether repair has failed, so that only a key frame helps. Says so once. */
  boolean isBeyondRepair(long nowNanos) {
    boolean beyond = overwhelmed | missing.giveUp(nowNanos);
    overwhelmed = false;
    return beyond;
  }

  /** Adds this stream's report block to a receiver report. */
  void report(RtcpWriter writer, long nowNanos) {
    statistics.report(writer, ssrc, clock.lastReport(), clock.nanosSinceReport(nowNanos));
  }

  /** Whether there is anything to report. */
  boolean hasReport() {
    return bound && statistics.started();
  }

  double lossShare() {
    return statistics.lossShare();
  }

  void onSenderReport(long ntp, int rtp, long nowNanos) {
    clock.onSenderReport(ntp, rtp, nowNanos);
  }
}

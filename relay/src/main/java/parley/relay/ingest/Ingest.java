package parley.relay.ingest;

import java.util.List;
import java.util.random.RandomGenerator;
import parley.relay.peer.MediaOutlet;
import parley.relay.wire.DependencyDescriptor;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.RtpHeader;
import parley.relay.wire.Rtx;

/** What one peer publishes: tells its streams apart and answers them. Media thread only. */
public final class Ingest {
  private final RtpHeader header = new RtpHeader();
  private final DependencyDescriptor descriptor = new DependencyDescriptor();
  private final StreamTable streams;
  private final PublisherFeedback feedback;
  private final RandomGenerator random;
  private final DropCounters drops;
  private final RateMeter rate = new RateMeter();
  private ExtensionIds ids;

  /**
   * Receives from one peer.
   *
   * @param ids header extensions that the peer uses
   * @param ownSsrc under which the relay reports to the peer
   * @param outlet where reports go
   * @param random spreads reports and repair requests
   */
  public Ingest(
      ExtensionIds ids,
      int ownSsrc,
      MediaOutlet outlet,
      RandomGenerator random,
      DropCounters drops) {
    this.ids = ids;
    this.random = random;
    this.drops = drops;
    streams = new StreamTable(ids);
    feedback = new PublisherFeedback(streams, ownSsrc, outlet, random);
  }

  /** The peer's newest offer has these ids. */
  public void use(ExtensionIds extensionIds) {
    ids = extensionIds;
    streams.use(extensionIds);
  }

  /** Expects packets of a track. */
  public IncomingTrack add(TrackShape shape) {
    IncomingTrack track = new IncomingTrack(shape, random);
    streams.add(track);
    return track;
  }

  /** Expects no packets of it any more. */
  public void remove(IncomingTrack track) {
    streams.remove(track);
  }

  /** Takes a decrypted packet; whoever receives its track is called before this returns. */
  public void onRtp(long nowNanos, long arrivedNanos, byte[] buffer, int offset, int length) {
    Drop drop = header.wrap(buffer, offset, length);
    if (drop == Drop.NONE) {
      rate.add(nowNanos, length);
      noteArrival(nowNanos, arrivedNanos);
      drop = sort(nowNanos);
    }
    if (drop != Drop.NONE) {
      drops.increment(drop);
    }
  }

  private Drop sort(long nowNanos) {
    int found = streams.find(header.ssrc());
    if (found < 0) {
      if (streams.isFull()) {
        return Drop.TOO_MANY_SSRCS;
      }
      found = streams.learn(header, nowNanos);
      if (found < 0) {
        return Drop.UNKNOWN_SSRC;
      }
    }
    StreamTable.Entry entry = streams.entry(found);
    return entry.repair() ? onRepair(nowNanos, entry) : onMedia(nowNanos, entry);
  }

  private void noteArrival(long nowNanos, long arrivedNanos) {
    int offset =
        ids.transportSequence() == 0 ? -1 : header.extensionOffset(ids.transportSequence());
    if (offset < 0 && ids.audioTransportSequence() != 0) {
      offset = header.extensionOffset(ids.audioTransportSequence());
    }
    if (offset >= 0) {
      feedback.onArrival(nowNanos, arrivedNanos, header.ssrc(), header.buffer(), offset);
    }
  }

  private Drop onMedia(long nowNanos, StreamTable.Entry entry) {
    IncomingTrack track = entry.track();
    if (header.payloadType() != track.shape().payloadType()) {
      return Drop.UNKNOWN_PAYLOAD_TYPE;
    }
    IncomingStream stream = track.layer(entry.layer());
    Drop drop = stream.onPacket(header, nowNanos);
    return drop == Drop.NONE ? pass(nowNanos, entry, header.sequenceNumber()) : drop;
  }

  private Drop onRepair(long nowNanos, StreamTable.Entry entry) {
    if (!Rtx.hasOriginal(header)) {
      return Drop.NONE; // a probe for bandwidth, answered by the transport-wide feedback
    }
    int original = Rtx.originalSequenceNumber(header);
    IncomingStream stream = entry.track().layer(entry.layer());
    boolean missed = stream.onRepair(header, original, Rtx.OVERHEAD);
    return missed ? pass(nowNanos, entry, original) : Drop.NONE;
  }

  private Drop pass(long nowNanos, StreamTable.Entry entry, int sequenceNumber) {
    IncomingTrack track = entry.track();
    boolean keyFrameStart = startsKeyFrame(track.layer(entry.layer()));
    if (track.isHeld()) {
      return Drop.HELD;
    }
    long sequence = track.layer(entry.layer()).extend(sequenceNumber);
    track.pass(nowNanos, entry.layer(), sequence, keyFrameStart);
    return Drop.NONE;
  }

  private boolean startsKeyFrame(IncomingStream stream) {
    if (ids.frameMark() != 0) {
      return startsKeyFrameByMark(stream);
    }
    int id = ids.dependencyDescriptor();
    int offset = id == 0 ? -1 : header.extensionOffset(id);
    if (offset < 0
        || descriptor.wrap(header.buffer(), offset, header.extensionLength(id)) != Drop.NONE) {
      return false;
    }
    stream.onFrameDescription();
    return descriptor.startOfFrame() && descriptor.hasStructure();
  }

  private boolean startsKeyFrameByMark(IncomingStream stream) {
    int offset = header.extensionOffset(ids.frameMark());
    int mark = offset < 0 ? 0 : header.buffer()[offset];
    if (FrameMark.describes(mark)) {
      stream.onFrameDescription();
    }
    return FrameMark.startsKeyFrame(mark);
  }

  /** Takes a sender report of one of the peer's streams. */
  public void onSenderReport(long nowNanos, RtcpPacket report) {
    int found = streams.find(report.senderSsrc());
    if (found >= 0 && !streams.entry(found).repair()) {
      StreamTable.Entry entry = streams.entry(found);
      entry
          .track()
          .layer(entry.layer())
          .onSenderReport(report.ntpTimestamp(), report.rtpTimestamp(), nowNanos);
    }
  }

  /** Sends the reports and requests that are due. */
  public void onDeadline(long nowNanos) {
    feedback.onDeadline(nowNanos);
  }

  /** The round trip to the peer, as measured elsewhere. */
  public void roundTrip(long nanos) {
    feedback.roundTrip(nanos);
  }

  /** The tracks that are expected. */
  public List<IncomingTrack> tracks() {
    return List.copyOf(streams.tracks());
  }

  /** What the peer sends in all. */
  public long bitsPerSecond(long nowNanos) {
    return rate.bitsPerSecond(nowNanos);
  }

  /** Largest share lost of any stream in its last report interval, 0 to 1. */
  public double lossShare() {
    return feedback.lossShare();
  }
}

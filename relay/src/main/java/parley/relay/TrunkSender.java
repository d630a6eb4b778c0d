package parley.relay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LinkEstimate;
import parley.relay.estimate.Prober;
import parley.relay.estimate.Scarcity;
import parley.relay.estimate.TrunkChoice;
import parley.relay.forward.DownFormat;
import parley.relay.forward.DownTrack;
import parley.relay.forward.Outbound;
import parley.relay.ingest.IncomingTrack;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.TrunkTransport;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpPacket;

/** What goes out through a trunk: of the room's tracks what is wanted. Media thread only. */
final class TrunkSender {
  /** Between two choices of layers. Lower follows the estimate sooner and costs time. */
  private static final long ALLOCATION_NANOS = 100_000_000L;

  private final LinkEstimate estimate;
  private final RandomGenerator random;
  private final FeedbackReader feedback;
  private final Outbound outbound;
  private final TrunkChoice choice = new TrunkChoice();
  private final Prober prober = new Prober();
  private final Scarcity scarcity = new Scarcity();
  private final List<TrunkStream> streams = new ArrayList<>();
  private final Set<Integer> usedSsrcs = new HashSet<>(Set.of(0, TrunkTransport.KEEP_ALIVE_SSRC));
  private long nextAllocationNanos;
  private long missing;
  private boolean resting = true;

  TrunkSender(
      MediaOutlet outlet, LinkEstimate estimate, RandomGenerator random, DropCounters drops) {
    this.estimate = estimate;
    this.random = random;
    feedback = new FeedbackReader(estimate, drops);
    outbound = new Outbound(outlet, estimate, drops);
  }

  /** Prepares a track of ours; nothing of it is sent before {@link #want}. */
  void add(Publication publication) {
    boolean video = publication.kind() == MediaKind.VIDEO;
    IncomingTrack track = publication.track();
    List<DownTrack> layers = new ArrayList<>();
    for (int layer = 0; layer < track.layerCount(); layer++) {
      DownFormat format =
          new DownFormat(
              newSsrc(),
              video ? newSsrc() : 0,
              video ? TrunkFormat.CODECS.vp8() : TrunkFormat.CODECS.opus(),
              video ? TrunkFormat.CODECS.rtx() : 0,
              TrunkFormat.TRANSPORT_SEQUENCE,
              video ? TrunkFormat.FRAME_MARK : 0,
              layer,
              publication.publisher().canonicalName());
      DownTrack downTrack =
          new DownTrack(track, format, outbound, random.nextInt(), random.nextInt());
      layers.add(downTrack);
      track.add(downTrack);
    }
    streams.add(new TrunkStream(publication, layers));
  }

  private int newSsrc() {
    int ssrc = random.nextInt();
    while (!usedSsrcs.add(ssrc)) {
      ssrc = random.nextInt();
    }
    return ssrc;
  }

  /** Ends a track. False if it was not here. */
  boolean remove(TrackId track) {
    Optional<TrunkStream> found = find(track);
    found.ifPresent(TrunkStream::close);
    found.ifPresent(streams::remove);
    return found.isPresent();
  }

  private Optional<TrunkStream> find(TrackId track) {
    return streams.stream().filter(stream -> stream.id().equals(track)).findFirst();
  }

  List<TrunkTrack> offered() {
    return streams.stream().map(TrunkStream::offered).toList();
  }

  /** The far side wants these layers of a track, a bit for each. */
  void want(long nowNanos, TrackId track, int layers) {
    find(track).ifPresent(stream -> stream.want(layers));
    allocate(nowNanos);
  }

  private void allocate(long nowNanos) {
    if (resting) {
      return;
    }
    nextAllocationNanos = nowNanos + ALLOCATION_NANOS;
    choice.begin();
    for (int i = 0; i < streams.size(); i++) {
      TrunkStream stream = streams.get(i);
      if (stream.isPicture()) {
        IncomingTrack track = stream.track();
        choice.add(track.isHeld() ? 0 : stream.wantedNow(nowNanos), stream.chosen());
        for (int layer = 0; layer < track.layerCount(); layer++) {
          boolean sent = track.layer(layer).isAlive(nowNanos);
          choice.layer(layer, track.costOnceSent(layer, nowNanos), sent);
        }
      } else {
        stream.aim(nowNanos, stream.wanted());
      }
    }
    long forPictures = estimate.bitsPerSecond() - outbound.soundBitsPerSecond(nowNanos);
    missing = choice.choose(forPictures, !scarcity.isScarce());
    judge(nowNanos);
    int picture = 0;
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).isPicture()) {
        streams.get(i).aim(nowNanos, choice.chosen(picture++));
      }
    }
  }

  /** Pictures that are not paused altogether go at their own pace, whatever the estimate. */
  private void judge(long nowNanos) {
    scarcity.judge(nowNanos, estimate, choice.smallestFit());
    outbound.floor(scarcity.isScarce() ? 0 : choice.smallestCost());
  }

  void onDeadline(long nowNanos) {
    outbound.onDeadline(nowNanos);
    if (nowNanos - nextAllocationNanos >= 0) {
      allocate(nowNanos);
    }
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).onDeadline(nowNanos);
    }
    probe(nowNanos);
  }

  /** Tries with padding whether the link carries what is missing. */
  private void probe(long nowNanos) {
    int bytes =
        prober.bytesToPad(
            nowNanos,
            missing,
            outbound.bitsPerSecond(nowNanos),
            estimate.bitsPerSecond(),
            estimate.isCongested());
    for (int i = 0; bytes > 0 && i < streams.size(); i++) {
      TrunkStream stream = streams.get(i);
      if (stream.isPicture() && stream.wantedNow(nowNanos) != 0) {
        outbound.pad(nowNanos, stream.padded(), bytes);
        return;
      }
    }
  }

  void onTransportFeedback(long nowNanos, RtcpPacket packet) {
    feedback.read(nowNanos, packet);
  }

  /**
   * The far side is heard again: everything begins anew, each picture by a key frame that is asked
   * for now.
   */
  void restart(long nowNanos) {
    resting = false;
    estimate.restart();
    allocate(nowNanos);
  }

  /**
   * The far side is not heard, or does not hear: numbers would run on, until it took what is new
   * for what is old.
   */
  void rest(long nowNanos) {
    resting = true;
    streams.forEach(stream -> stream.rest(nowNanos));
  }

  /** After a short break: whoever lacks something would ask for a key frame, one trip later. */
  void renew() {
    streams.forEach(TrunkStream::renew);
  }

  void roundTrip(long nanos) {
    estimate.roundTrip(nanos);
  }

  /** The layer that crosses under an SSRC of ours. */
  Optional<DownTrack> bySsrc(int ssrc) {
    for (int i = 0; i < streams.size(); i++) {
      for (DownTrack layer : streams.get(i).layers()) {
        if (layer.format().ssrc() == ssrc) {
          return Optional.of(layer);
        }
      }
    }
    return Optional.empty();
  }

  long sentBitsPerSecond(long nowNanos) {
    return outbound.bitsPerSecond(nowNanos);
  }

  long estimatedBitsPerSecond() {
    return estimate.bitsPerSecond();
  }

  void close() {
    streams.forEach(TrunkStream::close);
    streams.clear();
  }
}

package parley.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LinkEstimate;
import parley.relay.forward.DownTrack;
import parley.relay.ingest.Ingest;
import parley.relay.peer.CloseReason;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.peer.TrunkTransport;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.ReportBlock;
import parley.relay.wire.RtcpPacket;

/**
 * The room's counterpart on another node: publishes what the far room publishes, receives what this
 * one does. Media thread only.
 */
final class Trunk implements MediaSink, RtcpSubject {
  private final RandomGenerator random;
  private final TrunkLink link;
  private final Ingest ingest;
  private final TrunkSender sender;
  private final RtcpRouter router;
  private final LinkReports reports = new LinkReports();
  private final List<FarTrack> far = new ArrayList<>();
  private final Map<PeerId, String> canonicalNames = new HashMap<>();
  private TrunkListener listener = event -> {};
  private boolean offerChanged;
  private boolean live;
  private boolean silenceTold;
  private long bridgedNanos;
  private boolean closed;

  Trunk(TrunkLink link, LinkEstimate estimate, RandomGenerator random, DropCounters drops) {
    this.link = link;
    this.random = random;
    MediaOutlet outlet = new LiveOutlet();
    ingest = new Ingest(TrunkFormat.EXTENSIONS, random.nextInt() | 2, outlet, random, drops);
    sender = new TrunkSender(outlet, estimate, random, drops);
    router = new RtcpRouter(this, drops);
  }

  /** Sends while the far side is heard, and nothing else: it may have gone. */
  private final class LiveOutlet implements MediaOutlet {
    @Override
    public Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length) {
      return live ? link.outlet().sendRtp(nowNanos, buffer, offset, length) : Drop.NO_PATH;
    }

    @Override
    public Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length) {
      return live ? link.outlet().sendRtcp(nowNanos, buffer, offset, length) : Drop.NO_PATH;
    }
  }

  /** Begins, or goes on under new keys. All that stands is told to {@code newListener} anew. */
  void bridge(long nowNanos, TrunkParameters parameters, TrunkListener newListener) {
    listener = newListener;
    link.renew(nowNanos, parameters, this);
    bridgedNanos = nowNanos;
    silenceTold = false;
    offerChanged = true;
    far.forEach(FarTrack::forget);
    tellIfUp();
  }

  /** Whoever hears it may take the ends of former keys away. */
  private void tellIfUp() {
    if (live && link.isSettled()) {
      tell(new TrunkEvent.Connected());
    }
  }

  /** Publishes a track of the room into the trunk. */
  void add(Publication publication) {
    sender.add(publication);
    offerChanged = true;
  }

  /** Publishes it no more. */
  void remove(Publication publication) {
    offerChanged |= sender.remove(publication.id());
  }

  /** The far side wants these layers of a track of ours, a bit for each. */
  void want(long nowNanos, TrackId track, int layers) {
    sender.want(nowNanos, track, layers);
  }

  /** What the far side publishes. */
  List<FarTrack> far() {
    return far;
  }

  /** Expects a track of the far side. */
  FarTrack expect(TrackId as, TrunkTrack track) {
    String canonicalName =
        canonicalNames.computeIfAbsent(
            track.publisher(), _ -> Integer.toHexString(random.nextInt()));
    Publication publication =
        new Publication(
            as,
            new FarPublisher(track.publisher(), canonicalName),
            track.name(),
            track.kind(),
            ingest.add(TrunkFormat.shape(track)),
            new Demand(layers -> {})); // FarTrack tells the far side
    FarTrack expected = new FarTrack(track, publication);
    far.add(expected);
    return expected;
  }

  private record FarPublisher(PeerId id, String canonicalName) implements Publisher {}

  /** Expects it no more, and lets the far side, which may offer it still, know. */
  void forget(FarTrack track) {
    far.remove(track);
    ingest.remove(track.publication().track());
    if (track.end()) {
      tell(track.wanted());
    }
  }

  @Override
  public void onConnected(long nowNanos) {
    if (!closed) {
      judge(nowNanos);
    }
  }

  @Override
  public void onRtp(long nowNanos, long arrivedNanos, byte[] buffer, int offset, int length) {
    if (!closed) {
      ingest.onRtp(nowNanos, arrivedNanos, buffer, offset, length);
    }
  }

  @Override
  public void onRtcp(long nowNanos, byte[] buffer, int offset, int length) {
    if (!closed) {
      router.onRtcp(nowNanos, buffer, offset, length);
    }
  }

  @Override
  public void onClosed(long nowNanos, CloseReason reason) {
    // a trunk does not end by itself: it is silent
  }

  private void judge(long nowNanos) {
    boolean now = link.isLive(nowNanos);
    boolean changed = now != live;
    live = now;
    if (now && changed) {
      silenceTold = false;
      sender.restart(nowNanos);
      tellIfUp();
    } else if (changed) {
      sender.rest(nowNanos);
    } else if (now && link.isAfterBreak()) {
      sender.renew();
    }
    if (!now && !silenceTold && nowNanos - bridgedNanos >= TrunkTransport.SILENCE_NANOS) {
      silenceTold = true;
      tell(new TrunkEvent.Silent());
    }
  }

  void onDeadline(long nowNanos) {
    boolean wasSettled = link.isSettled();
    link.onDeadline(nowNanos);
    if (!wasSettled) {
      tellIfUp();
    }
    judge(nowNanos);
    if (live) {
      ingest.onDeadline(nowNanos);
      sender.onDeadline(nowNanos);
    }
    if (offerChanged) {
      offerChanged = false;
      tell(new TrunkEvent.Offered(sender.offered()));
    }
    for (int i = 0; i < far.size(); i++) {
      if (far.get(i).changes(nowNanos)) {
        tell(far.get(i).wanted());
      }
    }
  }

  @Override
  public Ingest ingest() {
    return ingest;
  }

  @Override
  public Optional<DownTrack> bySsrc(int ssrc) {
    return sender.bySsrc(ssrc);
  }

  @Override
  public void onTransportFeedback(long nowNanos, RtcpPacket packet) {
    sender.onTransportFeedback(nowNanos, packet);
  }

  @Override
  public void onReportBlock(long nowNanos, DownTrack track, ReportBlock block) {
    if (reports.onReportBlock(nowNanos, track, block)) {
      ingest.roundTrip(reports.roundTripNanos());
      sender.roundTrip(reports.roundTripNanos());
    }
  }

  /** Tells how the link is, if there is one. */
  void measure(long nowNanos) {
    if (live) {
      tell(
          new TrunkEvent.Measured(
              new Quality(
                  ingest.lossShare(),
                  reports.loss(),
                  reports.roundTripMillis(),
                  ingest.bitsPerSecond(nowNanos),
                  sender.sentBitsPerSecond(nowNanos),
                  sender.estimatedBitsPerSecond())));
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      live = false;
      sender.close();
      link.close();
      tell(new TrunkEvent.Closed());
    }
  }

  void tell(TrunkEvent event) {
    listener.onEvent(event);
  }
}

package parley.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LinkEstimate;
import parley.relay.forward.DownTrack;
import parley.relay.ingest.Ingest;
import parley.relay.peer.CloseReason;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.ReportBlock;
import parley.relay.wire.RtcpPacket;

/** One person in a room: what it publishes, what it receives, its transport. Media thread only. */
final class Peer implements MediaSink, Publisher, RtcpSubject {
  private final MediaRoom room;
  private JoinParameters parameters;
  private final PeerListener listener;
  private final String canonicalName;
  private final Map<TrackOffer, Publication> publications = new LinkedHashMap<>();
  private final LinkReports reports = new LinkReports();
  private final Ingest ingest;
  private final Subscriber subscriber;
  private final RtcpRouter router;
  private boolean connected;
  private boolean closed;
  private TransportLease transport = TransportLease.NONE;

  Peer(
      MediaRoom room,
      JoinParameters parameters,
      PeerListener listener,
      LinkEstimate estimate,
      RandomGenerator random,
      DropCounters drops) {
    this.room = room;
    this.parameters = parameters;
    this.listener = listener;
    int ownSsrc = random.nextInt() | 1;
    canonicalName = Integer.toHexString(random.nextInt());
    MediaOutlet outlet = new LateOutlet();
    ingest = new Ingest(Publication.ids(parameters.extensions()), ownSsrc, outlet, random, drops);
    subscriber = new Subscriber(parameters, outlet, estimate, random, drops);
    router = new RtcpRouter(this, drops);
  }

  /** Sends once there is a connected transport, and nothing before. */
  private final class LateOutlet implements MediaOutlet {
    @Override
    public Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length) {
      return connected
          ? transport.outlet().sendRtp(nowNanos, buffer, offset, length)
          : Drop.NO_PATH;
    }

    @Override
    public Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length) {
      return connected
          ? transport.outlet().sendRtcp(nowNanos, buffer, offset, length)
          : Drop.NO_PATH;
    }
  }

  /** The newest offer names these header extensions; those it does not name stay. */
  void extend(HeaderExtensions extensions) {
    parameters = parameters.with(parameters.extensions().updatedBy(extensions));
    ingest.use(Publication.ids(parameters.extensions()));
  }

  void use(TransportLease lease) {
    transport = lease;
  }

  @Override
  public void onConnected(long nowNanos) {
    if (!closed && !connected) {
      connected = true;
      tell(new PeerEvent.Connected());
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
    room.onLost(nowNanos, this);
  }

  void onDeadline(long nowNanos) {
    if (connected) {
      ingest.onDeadline(nowNanos);
      subscriber.onDeadline(nowNanos);
    }
  }

  @Override
  public Optional<DownTrack> bySsrc(int ssrc) {
    return subscriber.bySsrc(ssrc);
  }

  @Override
  public void onTransportFeedback(long nowNanos, RtcpPacket packet) {
    subscriber.onTransportFeedback(nowNanos, packet);
  }

  @Override
  public void onReportBlock(long nowNanos, DownTrack track, ReportBlock block) {
    if (reports.onReportBlock(nowNanos, track, block)) {
      ingest.roundTrip(reports.roundTripNanos());
      subscriber.roundTrip(reports.roundTripNanos());
    }
  }

  /** Ends it: closes the transport and says why. */
  void close(long nowNanos, PeerEvent.Cause cause) {
    if (!closed) {
      closed = true;
      connected = false;
      subscriber.close();
      transport.close(nowNanos);
      tell(new PeerEvent.Left(cause));
    }
  }

  void tell(PeerEvent event) {
    listener.onEvent(event);
  }

  @Override
  public PeerId id() {
    return parameters.peer();
  }

  JoinParameters parameters() {
    return parameters;
  }

  @Override
  public String canonicalName() {
    return canonicalName;
  }

  boolean isConnected() {
    return connected;
  }

  @Override
  public Ingest ingest() {
    return ingest;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  /** What it publishes, by what it offered. */
  Map<TrackOffer, Publication> publications() {
    return publications;
  }

  Quality quality(long nowNanos) {
    return new Quality(
        ingest.lossShare(),
        reports.loss(),
        reports.roundTripMillis(),
        ingest.bitsPerSecond(nowNanos),
        subscriber.sentBitsPerSecond(nowNanos),
        subscriber.estimatedBitsPerSecond());
  }
}

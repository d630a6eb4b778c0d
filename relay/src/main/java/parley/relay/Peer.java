package parley.relay;

import java.util.ArrayList;
import java.util.List;
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

/** One person in a room: what it publishes, what it receives, its transport. Media thread only. */
final class Peer implements MediaSink {
  /** Share of a new round trip in the smoothed one (RFC 6298 section 2). */
  private static final double ROUND_TRIP_GAIN = 0.125;

  /** Share of a new report in the loss that is told; higher jumps with every report. */
  private static final double LOSS_GAIN = 0.25;

  private final MediaRoom room;
  private JoinParameters parameters;
  private final PeerListener listener;
  private final String canonicalName;
  private final List<Publication> publications = new ArrayList<>();
  private final Ingest ingest;
  private final Subscriber subscriber;
  private final RtcpRouter router;
  private boolean connected;
  private boolean closed;
  private long roundTripNanos = -1;
  private double downlinkLoss;
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
  public void onRtp(long nowNanos, byte[] buffer, int offset, int length) {
    if (!closed) {
      ingest.onRtp(nowNanos, buffer, offset, length);
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

  void onReportBlock(long nowNanos, DownTrack track, ReportBlock block) {
    downlinkLoss += (block.fractionLost() / 256.0 - downlinkLoss) * LOSS_GAIN;
    long measured =
        track.roundTripNanos(
            nowNanos, block.lastSenderReport(), block.delaySinceLastSenderReport());
    if (measured >= 0) {
      roundTripNanos =
          roundTripNanos < 0
              ? measured
              : (long) (roundTripNanos + (measured - roundTripNanos) * ROUND_TRIP_GAIN);
      ingest.roundTrip(roundTripNanos);
      subscriber.roundTrip(roundTripNanos);
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

  PeerId id() {
    return parameters.peer();
  }

  JoinParameters parameters() {
    return parameters;
  }

  String canonicalName() {
    return canonicalName;
  }

  boolean isConnected() {
    return connected;
  }

  Ingest ingest() {
    return ingest;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  List<Publication> publications() {
    return publications;
  }

  Quality quality(long nowNanos) {
    int roundTripMillis = roundTripNanos < 0 ? -1 : (int) (roundTripNanos / 1_000_000);
    return new Quality(
        ingest.lossShare(),
        downlinkLoss,
        roundTripMillis,
        ingest.bitsPerSecond(nowNanos),
        subscriber.sentBitsPerSecond(nowNanos),
        subscriber.estimatedBitsPerSecond());
  }
}

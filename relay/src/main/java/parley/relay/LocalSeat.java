package parley.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.relay.clip.ClipFormat;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.wire.Drop;
import parley.relay.wire.RtpHeader;

/**
 * A seat in a room for something on this very thread, with no network between: it publishes a sound
 * and a picture, and hears all that others publish. Media thread only.
 */
final class LocalSeat implements MediaOutlet, TransportLease {
  private static final Codecs CODECS = new Codecs(111, 96, 0);
  private static final IceCredentials NO_ICE =
      new IceCredentials("here", "nobody comes by this way");
  private static final CertificateFingerprint NO_DTLS =
      new CertificateFingerprint("00" + ":00".repeat(31));

  /** How it sends what it publishes. */
  static final ClipFormat FORMAT = new ClipFormat(CODECS.opus(), CODECS.vp8(), 1, 2);

  private final MediaRoom room;
  private final PeerId peer;
  private final Ear ear;
  private final Runnable afterEnd;
  private final Map<Integer, MediaKind> kinds = new HashMap<>();
  private final RtpHeader header = new RtpHeader();
  private Optional<MediaSink> sink = Optional.empty();
  private long nowNanos;

  /** Hears what arrives. The bytes are valid during the call only. */
  @FunctionalInterface
  interface Ear {
    void heard(long nowNanos, MediaKind kind, byte[] buffer, int offset, int length);
  }

  /**
   * @param afterEnd called when it is no longer in the room, for whatever reason
   */
  LocalSeat(MediaRoom room, PeerId peer, Ear ear, Runnable afterEnd) {
    this.room = room;
    this.peer = peer;
    this.ear = ear;
    this.afterEnd = afterEnd;
  }

  /** Sits down; empty if the room refuses. What it publishes goes to the result. */
  Optional<MediaSink> take(long now) {
    nowNanos = now;
    List<TrackOffer> tracks =
        List.of(
            new TrackOffer(
                "sound", MediaKind.AUDIO, "0", new TrackOffer.Single(FORMAT.soundSsrc(), 0)),
            new TrackOffer(
                "picture", MediaKind.VIDEO, "1", new TrackOffer.Single(FORMAT.pictureSsrc(), 0)));
    room.join(
        now,
        new JoinParameters(peer, NO_ICE, NO_DTLS, CODECS, HeaderExtensions.NONE, tracks),
        this::onEvent,
        peersSink -> {
          sink = Optional.of(peersSink);
          return new TransportOpener.Opened(NO_ICE, this);
        });
    sink.ifPresent(to -> to.onConnected(now));
    return sink;
  }

  void leave(long now) {
    nowNanos = now;
    room.leave(now, peer, PeerEvent.Cause.ASKED);
  }

  private void onEvent(PeerEvent event) {
    switch (event) {
      case PeerEvent.Joined joined -> joined.reply().tracks().forEach(this::listen);
      case PeerEvent.TrackAdded added -> listen(added.track());
      case PeerEvent.TrackGone _,
          PeerEvent.Connected _,
          PeerEvent.Wanted _,
          PeerEvent.Measured _ -> {}
      case PeerEvent.Refused _, PeerEvent.Left _ -> afterEnd.run();
    }
  }

  private void listen(TrackAllotment track) {
    kinds.put((int) track.ssrc(), track.kind());
    room.ready(nowNanos, peer, List.of(track.id()));
  }

  @Override
  public Drop sendRtp(long now, byte[] buffer, int offset, int length) {
    nowNanos = now;
    Drop drop = header.wrap(buffer, offset, length);
    if (drop == Drop.NONE && kinds.containsKey(header.ssrc())) {
      ear.heard(now, kinds.get(header.ssrc()), buffer, offset, length);
    }
    return drop;
  }

  @Override
  public Drop sendRtcp(long now, byte[] buffer, int offset, int length) {
    return Drop.NONE; // nothing is lost on this way, and nobody to be told
  }

  @Override
  public MediaOutlet outlet() {
    return this;
  }

  @Override
  public void close(long now) {
    // there is nothing to close
  }
}

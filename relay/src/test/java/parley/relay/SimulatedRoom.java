package parley.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LinkEstimate;
import parley.relay.peer.Channels;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;

/** Opens a room to the simulation: transports without crypto, time by hand. */
public final class SimulatedRoom {
  private final DropCounters drops = new DropCounters();
  private final MediaRoom room;

  /**
   * A room whose transports come from {@code wires}: given what the room wants to hear by, it says
   * where the room is to send.
   */
  public SimulatedRoom(
      RandomGenerator random,
      Supplier<LinkEstimate> estimates,
      Function<MediaSink, MediaOutlet> wires) {
    this(
        random,
        estimates,
        wires,
        new Channels(
            List.of(), SrtpCrypto.best(), (_, _, _, _) -> Drop.NO_PATH, new DropCounters()));
  }

  /** The same, with trunks. */
  public SimulatedRoom(
      RandomGenerator random,
      Supplier<LinkEstimate> estimates,
      Function<MediaSink, MediaOutlet> wires,
      Channels channels) {
    TransportOpener opener = new Opener(wires, channels);
    CertificateFingerprint fingerprint = new CertificateFingerprint("AB" + ":CD".repeat(31));
    List<InetSocketAddress> candidates = List.of(new InetSocketAddress("127.0.0.1", 9));
    room = new MediaRoom(opener, candidates, fingerprint, estimates, random, drops);
  }

  private record Opener(Function<MediaSink, MediaOutlet> wires, Channels channels)
      implements TransportOpener {
    @Override
    public Opened open(long nowNanos, JoinParameters parameters, MediaSink sink) {
      MediaOutlet outlet = wires.apply(sink);
      IceCredentials local = new IceCredentials("relay", "a password of 22 letters");
      return new Opened(local, new Lease(outlet));
    }
  }

  private record Lease(MediaOutlet outlet) implements TransportLease {
    @Override
    public void close(long nowNanos) {}
  }

  public void join(long now, JoinParameters parameters, PeerListener listener) {
    room.join(now, parameters, listener);
  }

  public void publish(PeerId peer, HeaderExtensions extensions, List<TrackOffer> send) {
    room.publish(peer, extensions, send);
  }

  public void ready(long now, PeerId peer, List<TrackId> tracks) {
    room.ready(now, peer, tracks);
  }

  public void want(long now, PeerId peer, TrackId track, PictureSize size) {
    room.want(now, peer, track, size);
  }

  public void hold(PeerId peer, String name, boolean held) {
    room.hold(peer, name, held);
  }

  public void leave(long now, PeerId peer) {
    room.leave(now, peer, PeerEvent.Cause.ASKED);
  }

  public void bridge(long now, TrunkParameters parameters, TrunkListener listener) {
    room.bridge(now, parameters, listener);
  }

  public void offer(TrunkId trunk, List<TrunkTrack> tracks) {
    room.offer(trunk, tracks);
  }

  public void wanted(long now, TrunkId trunk, TrackId track, Set<Integer> layers) {
    room.wanted(now, trunk, track, TrunkTrack.mask(layers));
  }

  public void unbridge(TrunkId trunk) {
    room.unbridge(trunk);
  }

  public long nextDeadlineNanos() {
    return room.nextDeadlineNanos();
  }

  public void onDeadline(long now) {
    room.onDeadline(now);
  }

  public Map<Drop, Long> drops() {
    Map<Drop, Long> seen = new TreeMap<>();
    for (Drop drop : Drop.values()) {
      if (drops.count(drop) > 0) {
        seen.put(drop, drops.count(drop));
      }
    }
    return seen;
  }
}

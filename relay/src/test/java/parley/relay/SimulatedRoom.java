package parley.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LinkEstimate;
import parley.relay.peer.MediaOutlet;
import parley.relay.peer.MediaSink;
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
    TransportOpener opener =
        (now, parameters, sink) -> {
          MediaOutlet outlet = wires.apply(sink);
          IceCredentials local = new IceCredentials("relay", "a password of 22 letters");
          return new TransportOpener.Opened(local, new Lease(outlet));
        };
    CertificateFingerprint fingerprint = new CertificateFingerprint("AB" + ":CD".repeat(31));
    List<InetSocketAddress> candidates = List.of(new InetSocketAddress("127.0.0.1", 9));
    room = new MediaRoom(opener, candidates, fingerprint, estimates, random, drops);
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

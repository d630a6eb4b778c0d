package parley.relay;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import parley.relay.estimate.LinkEstimate;
import parley.relay.io.Duty;
import parley.relay.peer.MediaSink;
import parley.relay.wire.DropCounters;

/**
 * The state of a room: who is in it, who publishes what, who receives what. Owned by one media
 * thread, so it has no lock; reads no clock and draws chance from what it was given.
 */
final class MediaRoom implements Duty {
  /** Between two rounds of timers. Lower sends repairs and paced pictures sooner; costs wakeups. */
  private static final long TICK_NANOS = 5_000_000L;

  /** Between two measurements told to a peer. */
  private static final long QUALITY_NANOS = 2_000_000_000L;

  /** Between two looks whether less is wanted of anybody; more is seen at once. */
  private static final long DEMAND_NANOS = 250_000_000L;

  /** A room for talks, not for broadcasts: more streams than this are refused. */
  private static final int MAX_PEERS = 64;

  private static final int MAX_TRACKS_PER_PEER = 8;

  /** More houses than this do not talk. */
  private static final int MAX_TRUNKS = 16;

  private static final int MAX_TRACKS_PER_TRUNK = 128;

  private final TransportOpener transports;
  private final List<InetSocketAddress> candidates;
  private final CertificateFingerprint fingerprint;
  private final Supplier<LinkEstimate> estimates;
  private final RandomGenerator random;
  private final DropCounters drops;
  private final Map<PeerId, Peer> peers = new LinkedHashMap<>();
  private final Map<TrunkId, Trunk> trunks = new LinkedHashMap<>();
  private final List<Demand> demands = new ArrayList<>();
  private Peer[] ticking = {};
  private Trunk[] tickingTrunks = {};
  private long nextTickNanos;
  private long nextQualityNanos;
  private long nextDemandNanos;
  private long tracksSoFar;

  MediaRoom(
      TransportOpener transports,
      List<InetSocketAddress> candidates,
      CertificateFingerprint fingerprint,
      Supplier<LinkEstimate> estimates,
      RandomGenerator random,
      DropCounters drops) {
    this.transports = transports;
    this.candidates = List.copyOf(candidates);
    this.fingerprint = fingerprint;
    this.estimates = estimates;
    this.random = random;
    this.drops = drops;
  }

  void join(long nowNanos, JoinParameters parameters, PeerListener listener) {
    join(nowNanos, parameters, listener, sink -> transports.open(nowNanos, parameters, sink));
  }

  /** Lets a peer in that comes by a transport of its own. */
  void join(
      long nowNanos,
      JoinParameters parameters,
      PeerListener listener,
      Function<MediaSink, TransportOpener.Opened> transport) {
    Optional<String> refusal = refusal(parameters);
    if (refusal.isPresent()) {
      listener.onEvent(new PeerEvent.Refused(refusal.get()));
      return;
    }
    leave(nowNanos, parameters.peer(), PeerEvent.Cause.REPLACED);
    Peer peer = new Peer(this, parameters, listener, estimates.get(), random, drops);
    TransportOpener.Opened opened = transport.apply(peer);
    peer.use(opened.lease());
    List<TrackAllotment> present = new ArrayList<>();
    for (Peer other : peers.values()) {
      other.publications().values().forEach(p -> present.add(peer.subscriber().subscribe(p)));
    }
    for (Trunk trunk : trunks.values()) {
      trunk.far().forEach(t -> present.add(peer.subscriber().subscribe(t.publication())));
    }
    wake(nowNanos);
    peers.put(peer.id(), peer);
    ticking = peers.values().toArray(Peer[]::new);
    peer.tell(
        new PeerEvent.Joined(new JoinReply(opened.local(), candidates, fingerprint, present)));
    parameters.send().forEach(offer -> announce(peer, offer));
  }

  private Optional<String> refusal(JoinParameters parameters) {
    if (peers.size() >= MAX_PEERS && !peers.containsKey(parameters.peer())) {
      return Optional.of("the room is full");
    }
    return refusal(parameters.send());
  }

  private static Optional<String> refusal(List<TrackOffer> send) {
    if (send.size() > MAX_TRACKS_PER_PEER) {
      return Optional.of("too many tracks");
    }
    boolean distinct =
        send.stream().map(TrackOffer::name).distinct().count() == send.size()
            && send.stream().map(TrackOffer::mid).distinct().count() == send.size();
    return distinct ? Optional.empty() : Optional.of("two tracks of one name or mid");
  }

  private void wake(long nowNanos) {
    if (ticking.length == 0 && tickingTrunks.length == 0) {
      nextTickNanos = nowNanos + TICK_NANOS;
      nextQualityNanos = nowNanos + QUALITY_NANOS;
      nextDemandNanos = nowNanos + DEMAND_NANOS;
    }
  }

  private void announce(Peer peer, TrackOffer offer) {
    Publication publication =
        new Publication(
            newTrackId(),
            peer,
            offer.name(),
            offer.kind(),
            peer.ingest().add(Publication.shape(offer, peer.parameters().codecs())),
            new Demand(layers -> peer.tell(new PeerEvent.Wanted(offer.name(), layers))));
    peer.publications().put(offer, publication);
    if (publication.track().layerCount() > 1) {
      demands.add(publication.demand());
      peer.tell(new PeerEvent.Wanted(offer.name(), Demand.AT_FIRST));
    }
    for (Peer other : peers.values()) {
      if (other != peer) {
        announce(other, publication);
      }
    }
    trunks.values().forEach(trunk -> trunk.add(publication));
  }

  private TrackId newTrackId() {
    return new TrackId("t" + ++tracksSoFar);
  }

  private static void announce(Peer subscriber, Publication publication) {
    subscriber.tell(new PeerEvent.TrackAdded(subscriber.subscriber().subscribe(publication)));
  }

  private void withdraw(Peer peer, TrackOffer offer) {
    Publication publication = peer.publications().remove(offer);
    peer.ingest().remove(publication.track());
    demands.remove(publication.demand());
    withdraw(publication);
    trunks.values().forEach(trunk -> trunk.remove(publication));
  }

  private void withdraw(Publication publication) {
    for (Peer other : peers.values()) {
      if (other.subscriber().unsubscribe(publication.id())) {
        other.tell(new PeerEvent.TrackGone(publication.id()));
      }
    }
  }

  void bridge(long nowNanos, TrunkParameters parameters, TrunkListener listener) {
    Optional<Trunk> present = Optional.ofNullable(trunks.get(parameters.id()));
    if (present.isEmpty() && trunks.size() >= MAX_TRUNKS) {
      listener.onEvent(new TrunkEvent.Refused("too many trunks"));
      return;
    }
    wake(nowNanos);
    Trunk trunk = present.orElseGet(() -> newTrunk(parameters.id()));
    trunk.bridge(nowNanos, parameters, listener);
  }

  private Trunk newTrunk(TrunkId id) {
    Trunk trunk = new Trunk(new TrunkLink(transports.channels()), estimates.get(), random, drops);
    peers.values().forEach(peer -> peer.publications().values().forEach(trunk::add));
    trunks.put(id, trunk);
    tickingTrunks = trunks.values().toArray(Trunk[]::new);
    return trunk;
  }

  void offer(TrunkId id, List<TrunkTrack> tracks) {
    Optional<Trunk> found = Optional.ofNullable(trunks.get(id));
    if (found.isEmpty()) {
      return;
    }
    Trunk trunk = found.get();
    long ssrcs = tracks.stream().flatMapToLong(TrunkTrack::ssrcs).count();
    boolean distinct =
        tracks.stream().flatMapToLong(TrunkTrack::ssrcs).distinct().count() == ssrcs
            && tracks.stream().map(TrunkTrack::id).distinct().count() == tracks.size();
    if (!distinct || tracks.size() > MAX_TRACKS_PER_TRUNK) {
      trunk.tell(new TrunkEvent.Refused("too many tracks, or two with one id or SSRC"));
      return;
    }
    for (FarTrack track : List.copyOf(trunk.far())) {
      if (!tracks.contains(track.offered())) {
        trunk.forget(track);
        withdraw(track.publication());
      }
    }
    List<TrunkTrack> present = trunk.far().stream().map(FarTrack::offered).toList();
    for (TrunkTrack track : tracks) {
      if (!present.contains(track)) {
        Publication publication = trunk.expect(newTrackId(), track).publication();
        peers.values().forEach(peer -> announce(peer, publication));
      }
    }
  }

  void wanted(long nowNanos, TrunkId id, TrackId track, int layers) {
    Optional.ofNullable(trunks.get(id)).ifPresent(trunk -> trunk.want(nowNanos, track, layers));
    weighDemand(nowNanos);
  }

  void unbridge(TrunkId id) {
    Optional<Trunk> found = Optional.ofNullable(trunks.remove(id));
    tickingTrunks = trunks.values().toArray(Trunk[]::new);
    found.ifPresent(trunk -> trunk.far().forEach(track -> withdraw(track.publication())));
    found.ifPresent(Trunk::close);
  }

  void publish(PeerId id, HeaderExtensions extensions, List<TrackOffer> send) {
    Optional<Peer> found = find(id);
    if (found.isEmpty()) {
      return;
    }
    Peer peer = found.get();
    Optional<String> refusal = refusal(send);
    if (refusal.isPresent()) {
      peer.tell(new PeerEvent.Refused(refusal.get()));
      return;
    }
    peer.extend(extensions);
    for (TrackOffer offer : List.copyOf(peer.publications().keySet())) {
      if (!send.contains(offer)) {
        withdraw(peer, offer);
      }
    }
    Set<TrackOffer> present = Set.copyOf(peer.publications().keySet());
    send.stream().filter(offer -> !present.contains(offer)).forEach(o -> announce(peer, o));
  }

  void ready(long nowNanos, PeerId id, List<TrackId> tracks) {
    find(id).ifPresent(peer -> tracks.forEach(t -> peer.subscriber().ready(nowNanos, t)));
    weighDemand(nowNanos);
  }

  void want(long nowNanos, PeerId id, TrackId track, PictureSize size) {
    find(id).ifPresent(peer -> peer.subscriber().want(nowNanos, track, size));
    weighDemand(nowNanos);
  }

  /** Tells publishers whose pictures are wanted larger than so far, or no longer so large. */
  private void weighDemand(long nowNanos) {
    nextDemandNanos = nowNanos + DEMAND_NANOS;
    for (int i = 0; i < demands.size(); i++) {
      demands.get(i).weigh(nowNanos);
    }
  }

  void hold(PeerId id, String trackName, boolean held) {
    find(id).stream()
        .flatMap(peer -> peer.publications().values().stream())
        .filter(publication -> publication.name().equals(trackName))
        .forEach(publication -> publication.track().hold(held));
  }

  void leave(long nowNanos, PeerId id, PeerEvent.Cause cause) {
    find(id).ifPresent(peer -> remove(nowNanos, peer, cause));
  }

  /** The transport of a peer has ended by itself. */
  void onLost(long nowNanos, Peer peer) {
    if (peers.get(peer.id()) == peer) {
      remove(nowNanos, peer, PeerEvent.Cause.LOST);
    }
  }

  private void remove(long nowNanos, Peer peer, PeerEvent.Cause cause) {
    peers.remove(peer.id());
    ticking = peers.values().toArray(Peer[]::new);
    List.copyOf(peer.publications().keySet()).forEach(offer -> withdraw(peer, offer));
    peer.close(nowNanos, cause);
  }

  void close(long nowNanos) {
    List.copyOf(peers.values()).forEach(p -> remove(nowNanos, p, PeerEvent.Cause.CLOSED));
    List.copyOf(trunks.keySet()).forEach(this::unbridge);
  }

  private Optional<Peer> find(PeerId id) {
    return Optional.ofNullable(peers.get(id));
  }

  @Override
  public long nextDeadlineNanos() {
    return ticking.length == 0 && tickingTrunks.length == 0 ? Long.MAX_VALUE : nextTickNanos;
  }

  @Override
  public void onDeadline(long nowNanos) {
    nextTickNanos = nowNanos + TICK_NANOS;
    for (Peer peer : ticking) {
      peer.onDeadline(nowNanos);
    }
    for (Trunk trunk : tickingTrunks) {
      trunk.onDeadline(nowNanos);
    }
    if (nowNanos - nextDemandNanos >= 0) {
      weighDemand(nowNanos);
    }
    if (nowNanos - nextQualityNanos >= 0) {
      nextQualityNanos = nowNanos + QUALITY_NANOS;
      for (Peer peer : ticking) {
        if (peer.isConnected()) {
          peer.tell(new PeerEvent.Measured(peer.quality(nowNanos)));
        }
      }
      for (Trunk trunk : tickingTrunks) {
        trunk.measure(nowNanos);
      }
    }
  }
}

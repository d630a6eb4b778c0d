package parley.node.room;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import parley.relay.HeaderExtensions;
import parley.relay.JoinParameters;
import parley.relay.MediaKind;
import parley.relay.PeerEvent;
import parley.relay.PeerId;
import parley.relay.PeerListener;
import parley.relay.PictureSize;
import parley.relay.Room;
import parley.relay.TrackId;
import parley.relay.TrackOffer;
import parley.relay.TrunkEnd;
import parley.relay.TrunkEvent;
import parley.relay.TrunkId;
import parley.relay.TrunkListener;
import parley.relay.TrunkParameters;
import parley.relay.TrunkTrack;
import parley.relay.clip.ClipReport;

/** A relay's room with one trunk and no packets, on a thread that may be late. */
final class SlowRelay implements Room {
  private final SlowWorld.Lane thread;
  private final Map<PeerId, List<TrunkTrack>> published = new LinkedHashMap<>();
  private final Set<Integer> closed = new HashSet<>();
  private Optional<Bridge> bridge = Optional.empty();
  private int tracks;
  private int ends;

  /** The trunk as it stands. */
  static final class Bridge {
    TrunkParameters parameters;
    TrunkListener listener;
    List<TrunkTrack> far = List.of();
    final Set<TrackId> wanted = new HashSet<>();
  }

  SlowRelay(SlowWorld.Lane thread) {
    this.thread = thread;
  }

  void die() {
    thread.die();
  }

  TrunkEnd end() {
    int channel = 0x4000 + ++ends;
    return new TrunkEnd() {
      @Override
      public int channel() {
        return channel;
      }

      @Override
      public List<InetSocketAddress> candidates() {
        return List.of(new InetSocketAddress("127.0.0.1", 40_000));
      }

      @Override
      public void close() {
        thread.execute(() -> closed.add(channel));
      }
    };
  }

  /** Empty if everything that the other relay publishes comes here; else why it does not. */
  Optional<String> fault(SlowRelay other) {
    if (bridge.isEmpty() || other.bridge.isEmpty()) {
      return Optional.of("a trunk is missing");
    }
    Bridge here = bridge.get();
    Bridge there = other.bridge.get();
    if (!here.parameters.in().equals(there.parameters.out())
        || here.parameters.ownChannel() != there.parameters.farChannel()) {
      return Optional.of("other keys or numbers at both ends");
    }
    if (closed.contains(here.parameters.ownChannel())) {
      return Optional.of("the end in use was closed");
    }
    List<TrackId> sent = other.own().stream().map(TrunkTrack::id).toList();
    if (!here.far.stream().map(TrunkTrack::id).toList().equals(sent)) {
      return Optional.of("expects " + here.far + " where " + sent + " is sent");
    }
    boolean isAsked =
        here.far.stream()
            .filter(each -> each.kind() == MediaKind.VIDEO)
            .allMatch(each -> there.wanted.contains(each.id()));
    return isAsked ? Optional.empty() : Optional.of("nobody asked for the picture");
  }

  private List<TrunkTrack> own() {
    return published.values().stream().flatMap(List::stream).toList();
  }

  private void offered() {
    bridge.ifPresent(
        to -> {
          TrunkEvent event = new TrunkEvent.Offered(own());
          thread.execute(() -> to.listener.onEvent(event));
        });
  }

  @Override
  public void join(JoinParameters parameters, PeerListener listener) {
    thread.execute(
        () -> {
          List<TrunkTrack> hers = new ArrayList<>();
          parameters.send().forEach(offer -> hers.add(track(parameters.peer(), offer)));
          published.put(parameters.peer(), hers);
          listener.onEvent(new PeerEvent.Joined(RecordedRelay.REPLY));
          offered();
        });
  }

  private TrunkTrack track(PeerId of, TrackOffer offer) {
    return new TrunkTrack(
        new TrackId("t" + ++tracks),
        of,
        offer.name(),
        offer.kind(),
        List.of(new TrunkTrack.Layer(100L + tracks, 0)));
  }

  @Override
  public void leave(PeerId peer) {
    thread.execute(
        () -> {
          published.remove(peer);
          offered();
        });
  }

  @Override
  public void bridge(TrunkParameters parameters, TrunkListener listener) {
    thread.execute(
        () -> {
          Bridge here = bridge.orElseGet(Bridge::new);
          here.parameters = parameters;
          here.listener = listener;
          bridge = Optional.of(here);
          offered();
          ask(here);
          thread.execute(() -> listener.onEvent(new TrunkEvent.Connected()));
        });
  }

  private void ask(Bridge here) {
    for (TrunkTrack each : here.far) {
      if (each.kind() == MediaKind.VIDEO) {
        TrunkEvent event = new TrunkEvent.Wanted(each.id(), Set.of(0));
        thread.execute(() -> here.listener.onEvent(event));
      }
    }
  }

  @Override
  public void offer(TrunkId trunk, List<TrunkTrack> now) {
    thread.execute(
        () ->
            bridge.ifPresent(
                here -> {
                  here.far = List.copyOf(now);
                  ask(here);
                }));
  }

  @Override
  public void wanted(TrunkId trunk, TrackId track, Set<Integer> layers) {
    thread.execute(
        () ->
            bridge
                .filter(here -> own().stream().anyMatch(each -> each.id().equals(track)))
                .ifPresent(here -> here.wanted.add(track)));
  }

  @Override
  public void unbridge(TrunkId trunk) {
    thread.execute(() -> bridge = Optional.empty());
  }

  @Override
  public void publish(PeerId peer, HeaderExtensions extensions, List<TrackOffer> send) {}

  @Override
  public void ready(PeerId peer, List<TrackId> tracks) {}

  @Override
  public void want(PeerId peer, TrackId track, PictureSize atMost) {}

  @Override
  public void hold(PeerId peer, String trackName, boolean held) {}

  @Override
  public void play(PeerId as, Duration playing, Consumer<ClipReport> then) {}

  @Override
  public void echo(PeerId as) {}

  @Override
  public void close() {}
}

package parley.node.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.line.LineKeying;
import parley.node.trunk.ToldEnd;
import parley.node.trunk.Trunks;
import parley.relay.PeerId;
import parley.relay.Room;
import parley.relay.TrackId;
import parley.relay.TrunkEnd;
import parley.relay.TrunkEvent;
import parley.relay.TrunkId;
import parley.relay.TrunkTrack;

/**
 * Sees to it that pictures and sound cross to one far house while somebody is in the room on both
 * nodes: each tells where it listens, both derive the keys from the line's connection, and again
 * for each new connection. Owned by the room's thread.
 */
final class FarTrunk {
  private static final Logger LOG = LoggerFactory.getLogger(FarTrunk.class);

  private final String talk;
  private final FarHouse house;
  private final Room relay;
  private final TrunkEnds ends;
  private final Consumer<Runnable> turn;
  private final TrunkId id;
  private Optional<Own> own = Optional.empty();
  private Optional<ToldEnd> far = Optional.empty();
  private final List<TrunkEnd> former = new ArrayList<>();
  private final Runnable changed;

  /** What the far side publishes, by the names that its people have here. */
  private List<TrunkTrack> offered = List.of();

  /** What it was told that ours publish: it can want nothing else. */
  private Set<TrackId> told = Set.of();

  private boolean isBridged;
  private boolean isHeard;
  private boolean isTaken;

  private record Own(TrunkEnd end, ToldEnd told, LineKeying keying) {}

  /**
   * No trunk yet.
   *
   * @param ends of the whole room
   * @param turn runs something on the room's thread
   * @param changed hears that {@link #isBridged} or {@link #isHeard} may be another now
   */
  FarTrunk(
      String talk,
      FarHouse house,
      Room relay,
      TrunkEnds ends,
      Consumer<Runnable> turn,
      Runnable changed) {
    this.talk = talk;
    this.house = house;
    this.relay = relay;
    this.ends = ends;
    this.turn = turn;
    this.changed = changed;
    this.id = new TrunkId(house.far().chain() + " " + house.own().chain());
  }

  /** A new session: what the far side told in the one before counts no more. */
  void begin() {
    far = Optional.empty();
    own.map(Own::end).ifPresent(ends::close);
    own = Optional.empty();
    unbridge();
  }

  /** The line has a new connection, or somebody is in the room now. One end is enough for each. */
  void open() {
    Optional<LineKeying> keying = house.way().keying();
    if (!house.way().hasSession() || keying.isEmpty() || isOpenFor(keying.get())) {
      return;
    }
    own.map(Own::end).ifPresent(former::add);
    while (former.size() > 1) { // those between the one in use and the newest have served nobody
      ends.close(former.removeLast());
    }
    TrunkEnd end = ends.open(house.way());
    ToldEnd told = ToldEnd.of(end, house.way().turn());
    own = Optional.of(new Own(end, told, keying.get()));
    house.say(new CallRecord.Trunk(told));
    bridge();
  }

  private boolean isOpenFor(LineKeying keying) {
    return own.filter(each -> each.keying().equals(keying)).isPresent();
  }

  /** Nobody is in the room any more. */
  void close() {
    if (own.isPresent()) {
      own.map(Own::end).ifPresent(ends::close);
      own = Optional.empty();
      house.say(new CallRecord.Untrunk());
      unbridge();
    }
  }

  void hear(CallRecord.Trunk told) {
    far = Optional.of(told.end());
    bridge();
  }

  /** Nobody is in the room over there. */
  void hear(CallRecord.Untrunk none) {
    far = Optional.empty();
    unbridge();
  }

  /** What the far side publishes, each person by her name here. */
  void hear(CallRecord.Tracks tracks, Function<String, Optional<RoomPerson>> admitted) {
    offered =
        tracks.tracks().stream()
            .flatMap(
                track ->
                    admitted.apply(track.publisher().value()).stream()
                        .map(person -> track.publishedBy(new PeerId(person.id()))))
            .toList();
    if (isTaken) {
      offer();
    }
  }

  private void offer() {
    if (isBridged) {
      relay.offer(id, isTaken ? offered : List.of());
    }
  }

  /** Whether the far side's tracks are taken from this trunk, and not from another that it has. */
  void take(boolean now) {
    isTaken = now;
    offer();
  }

  void hear(CallRecord.Layers wanted) {
    if (isBridged && told.contains(wanted.track())) {
      relay.wanted(id, wanted.track(), wanted.layers());
    }
  }

  boolean isBridged() {
    return isBridged;
  }

  /** Whether media came by it lately. */
  boolean isHeard() {
    return isHeard;
  }

  private void bridge() {
    Optional<LineKeying> keying = house.way().keying();
    if (own.isPresent() && far.isPresent() && keying.isPresent()) {
      isBridged = true;
      relay.bridge(
          Trunks.between(id, keying.get(), talk, own.get().told(), far.get()),
          event -> turn.accept(() -> onEvent(event)));
      changed.run();
    }
  }

  private void unbridge() {
    if (isBridged) {
      isBridged = false;
      isHeard = false;
      told = Set.of();
      relay.unbridge(id);
      changed.run();
    }
    offered = List.of();
    release();
  }

  private void release() {
    former.forEach(ends::close);
    former.clear();
  }

  private void onEvent(TrunkEvent event) {
    switch (event) {
      case TrunkEvent.Offered(var tracks) -> tell(ours(tracks));
      case TrunkEvent.Wanted(var track, var layers) ->
          house.say(new CallRecord.Layers(track, layers));
      case TrunkEvent.Connected connected -> {
        release();
        hear(isBridged);
      }
      case TrunkEvent.Silent silent -> {
        LOG.info("nothing comes by the trunk of {}", house.far().id());
        hear(false);
      }
      case TrunkEvent.Measured measured -> {}
      case TrunkEvent.Refused(String reason) -> LOG.warn("the trunk was refused: {}", reason);
      case TrunkEvent.Closed closed -> {}
    }
  }

  private void hear(boolean something) {
    isHeard = something;
    changed.run();
  }

  private void tell(List<TrunkTrack> ours) {
    told = ours.stream().map(TrunkTrack::id).collect(Collectors.toUnmodifiableSet());
    house.say(new CallRecord.Tracks(ours));
  }

  /** Of the delegation at this end of the line; another one here has a line of its own. */
  private List<TrunkTrack> ours(List<TrunkTrack> tracks) {
    String side = "." + house.own().id();
    return tracks.stream()
        .filter(track -> track.publisher().value().endsWith(side))
        .map(
            track ->
                track.publishedBy(
                    new PeerId(
                        track
                            .publisher()
                            .value()
                            .substring(0, track.publisher().value().length() - side.length()))))
        .toList();
  }
}

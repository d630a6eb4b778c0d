package parley.node.room;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import parley.node.room.group.Later;
import parley.relay.Room;

/**
 * The trunks of one room. Where several delegations live here, each has one to the same far house,
 * which offers the same tracks by all of them: they are taken from one, so that each crosses once.
 * Owned by the room's thread.
 */
final class FarTrunks {
  /**
   * A trunk by which nothing comes gives way to another after this long: after a break of both each
   * is heard again at another instant, and to change over costs every page a negotiation.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String talk;
  private final Room relay;
  private final Consumer<Runnable> turn;
  private final Later later;
  private final TrunkEnds ends = new TrunkEnds();
  private final Map<FarHouse, FarTrunk> trunks = new HashMap<>();

  /** By the far delegation's chain: whose trunk its tracks are taken from. */
  private final Map<String, FarHouse> taken = new HashMap<>();

  FarTrunks(String talk, Room relay, Consumer<Runnable> turn, Later later) {
    this.talk = talk;
    this.relay = relay;
    this.turn = turn;
    this.later = later;
  }

  void meet(FarHouse house) {
    trunks.put(house, new FarTrunk(talk, house, relay, ends, turn, () -> changed(house)));
  }

  /** A new session: what the far side told in the one before counts no more. */
  void begin(FarHouse house) {
    trunks.get(house).begin();
  }

  /** The line has a new connection, or somebody is in the room now. */
  void open(FarHouse house) {
    trunks.get(house).open();
  }

  /** Nobody is in the room any more. */
  void close(FarHouse house) {
    trunks.get(house).close();
  }

  /**
   * @param admitted whoever may be in the room, by her name over there
   */
  void hear(
      FarHouse house, CallRecord.OfTrunk record, Function<String, Optional<RoomPerson>> admitted) {
    FarTrunk trunk = trunks.get(house);
    switch (record) {
      case CallRecord.Trunk told -> trunk.hear(told);
      case CallRecord.Untrunk none -> trunk.hear(none);
      case CallRecord.Tracks tracks -> trunk.hear(tracks, admitted);
      case CallRecord.Layers layers -> trunk.hear(layers);
    }
  }

  /** A trunk begins, ends, is heard or falls silent. */
  private void changed(FarHouse house) {
    String far = house.far().chain();
    boolean isNoneTaken = taken(far).filter(FarTrunk::isBridged).isEmpty();
    if (isNoneTaken && trunks.get(house).isBridged()) {
      take(house);
    } else if (to(far).count() > 1) {
      later.after(PATIENCE, () -> judge(far));
    }
  }

  private Optional<FarTrunk> taken(String far) {
    return Optional.ofNullable(taken.get(far)).map(trunks::get);
  }

  private Stream<FarHouse> to(String far) {
    return trunks.keySet().stream().filter(house -> house.far().chain().equals(far));
  }

  private void judge(String far) {
    if (taken(far).filter(FarTrunk::isHeard).isEmpty()) {
      to(far)
          .filter(house -> trunks.get(house).isHeard())
          .min(Comparator.comparing(house -> house.own().chain()))
          .ifPresent(this::take);
    }
  }

  private void take(FarHouse house) {
    taken(house.far().chain()).ifPresent(before -> before.take(false));
    taken.put(house.far().chain(), house);
    trunks.get(house).take(true);
  }

  /** The room's thread hangs: gives back past it what others need. Any thread. */
  void abandon() {
    ends.abandon();
  }
}

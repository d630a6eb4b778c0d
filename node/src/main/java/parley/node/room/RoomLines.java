package parley.node.room;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.model.DelegationId;
import parley.dossier.model.SealPublicKey;
import parley.dossier.state.DelegationState;
import parley.line.Line;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineListener;
import parley.line.LineLog;
import parley.line.Lines;
import parley.line.Parcel;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.relay.TrunkEnd;

/**
 * Brings rooms and lines together. Which line leads to which delegation of a talk, the line keys in
 * the dossier's credentials say.
 */
final class RoomLines implements Ways, LineListener {
  private static final Logger LOG = LoggerFactory.getLogger(RoomLines.class);
  private static final String CHANNEL = "call";

  private final TalkService talks;
  private final Supplier<TrunkEnd> trunkEnds;
  private final AtomicLong turns = new AtomicLong();

  /** Lines in a session, and what floods them. */
  private final Map<LineId, Line> begun = new ConcurrentHashMap<>();

  private final Map<LineId, FloodGate> gates = new ConcurrentHashMap<>();

  /** Talks whose rooms have somebody in them, by the lines that they need. */
  private final Map<LineId, Set<String>> hurried = new ConcurrentHashMap<>();

  private volatile Optional<RoomDesk> desk = Optional.empty();
  private volatile Incidents incidents = (line, kind, detail) -> {};

  /** Where it goes what a counterpart did that none of ours does. */
  private interface Incidents {
    void record(LineId line, LineIncident.Kind kind, String detail);
  }

  RoomLines(TalkService talks, Supplier<TrunkEnd> trunkEnds) {
    this.talks = talks;
    this.trunkEnds = trunkEnds;
  }

  void connect(Lines lines, LineLog history, InstantSource clock, RoomDesk rooms) {
    desk = Optional.of(rooms);
    incidents = (line, kind, detail) -> tell(history, clock, line, kind, detail);
    lines.listen(CHANNEL, this);
  }

  private static void tell(
      LineLog history, InstantSource clock, LineId line, LineIncident.Kind kind, String detail) {
    history.incident(
        new LineIncident(kind, clock.instant(), Optional.of(line), Optional.empty(), detail));
  }

  /** Equal for the same two delegations, so that a room knows it again. */
  private final class LineWay implements Way {
    private final LineId line;
    private final DelegationId own;
    private final DelegationId far;

    LineWay(LineId line, DelegationId own, DelegationId far) {
      this.line = line;
      this.own = own;
      this.far = far;
    }

    @Override
    public DelegationId own() {
      return own;
    }

    @Override
    public DelegationId far() {
      return far;
    }

    @Override
    public boolean hasSession() {
      return begun.containsKey(line);
    }

    @Override
    public Optional<LineKeying> keying() {
      return Optional.ofNullable(begun.get(line)).flatMap(Line::keying);
    }

    @Override
    public TrunkEnd trunkEnd() {
      return trunkEnds.get();
    }

    @Override
    public long turn() {
      return turns.incrementAndGet();
    }

    @Override
    public void send(String json) {
      if (json.length() > Parcel.MAX_BYTES) {
        LOG.warn("what a room had to say was too large for a line");
        return;
      }
      Optional.ofNullable(begun.get(line)).ifPresent(open -> open.send(new Parcel(CHANNEL, json)));
    }

    @Override
    public void hurry(String talk, boolean wanted) {
      Set<String> talks = hurried.computeIfAbsent(line, id -> ConcurrentHashMap.newKeySet());
      if (wanted) {
        talks.add(talk);
      } else {
        talks.remove(talk);
      }
      Optional.ofNullable(begun.get(line)).ifPresent(open -> open.hurry(!talks.isEmpty()));
    }

    @Override
    public void incident(LineIncident.Kind kind, String detail) {
      incidents.record(line, kind, detail);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LineWay way && way.own.equals(own) && way.far.equals(far);
    }

    @Override
    public int hashCode() {
      return 31 * own.hashCode() + far.hashCode();
    }
  }

  @Override
  public List<Way> of(String talk) {
    return talks.look(talk).map(this::ways).orElse(List.of()).stream()
        .map(way -> (Way) way)
        .toList();
  }

  private List<LineWay> ways(Snapshot now) {
    List<LineWay> ways = new ArrayList<>();
    for (DelegationState own : now.state().delegations()) {
      if (!now.local().containsValue(own.id())) {
        continue;
      }
      for (DelegationState far : now.state().delegations()) {
        LineKeys keys = new LineKeys(own, far);
        if (!now.local().containsValue(far.id()) && keys.areTwo()) {
          ways.add(new LineWay(keys.line(), own.id(), far.id()));
        }
      }
    }
    return ways;
  }

  private record LineKeys(DelegationState own, DelegationState far) {
    boolean areTwo() {
      return !key(own).equals(key(far));
    }

    LineId line() {
      return new LineId(key(own), key(far));
    }

    private static SealPublicKey key(DelegationState side) {
      return side.accepted().orElse(side.presented()).lineKey();
    }
  }

  @Override
  public void began(Line line) {
    begun.put(line.id(), line);
    gates.put(line.id(), FloodGate.ofHouse(System.nanoTime()));
    inRooms(line, TalkRoom::began);
  }

  @Override
  public void connected(Line line, LineKeying keying) {
    inRooms(line, (room, way) -> room.connected(way, true));
  }

  @Override
  public void interrupted(Line line, LineCause cause) {
    inRooms(line, (room, way) -> room.connected(way, false));
  }

  private void inRooms(Line line, BiConsumer<TalkRoom, Way> what) {
    desk.map(RoomDesk::open)
        .orElse(Map.of())
        .forEach((talk, room) -> way(talk, line).ifPresent(way -> what.accept(room, way)));
  }

  private Optional<Way> way(String talk, Line line) {
    return talks.look(talk).stream()
        .flatMap(now -> ways(now).stream())
        .filter(way -> way.line.equals(line.id()))
        .map(way -> (Way) way)
        .findFirst();
  }

  @Override
  public void received(Line line, Parcel parcel) {
    if (!gates.containsKey(line.id())
        || !gates.get(line.id()).admits(System.nanoTime(), parcel.text().length())) {
      if (gates.remove(line.id()) != null) { // the rest of its session is not heard
        incidents.record(line.id(), LineIncident.Kind.FLOOD, "records for rooms");
      }
      return;
    }
    try {
      CallRecords.Addressed addressed = CallRecords.read(parcel.text());
      Stream.of(addressed.talk())
          .flatMap(talk -> way(talk, line).stream())
          .forEach(
              way ->
                  desk.ifPresent(
                      rooms -> rooms.room(addressed.talk()).received(way, addressed.record())));
    } catch (ClientMessages.Malformed e) {
      incidents.record(line.id(), LineIncident.Kind.MALFORMED, "a record for a room");
    }
  }
}

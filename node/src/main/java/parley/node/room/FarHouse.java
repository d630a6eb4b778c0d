package parley.node.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import parley.line.LineIncident;
import parley.node.room.group.Downward;
import parley.node.room.group.FarSeats;
import parley.node.room.group.Later;
import parley.node.room.group.Upward;

/**
 * The people of one far delegation in one room, as their own node tells of them over one line, and
 * what that node is told of ours. Owned by the room's thread.
 */
final class FarHouse {
  private final String talk;
  private final Way way;
  private final RoomSide own;
  private final RoomSide far;
  private final Map<String, CallRecord.Here> people = new HashMap<>();
  private final EarlyWords early;
  private Optional<FarSeats> seats = Optional.empty();
  private boolean isConnected;

  /** Whether it has said in this session how things stand there. */
  private boolean isKnown;

  private boolean isForwardedTo;

  FarHouse(String talk, Way way, RoomSide own, RoomSide far, Later later) {
    this.talk = talk;
    this.way = way;
    this.own = own;
    this.far = far;
    this.early = new EarlyWords(later, this::strange);
  }

  Way way() {
    return way;
  }

  RoomSide own() {
    return own;
  }

  RoomSide far() {
    return far;
  }

  boolean isConnected() {
    return isConnected;
  }

  void isConnected(boolean now) {
    isConnected = now;
  }

  boolean isKnown() {
    return isKnown;
  }

  EarlyWords early() {
    return early;
  }

  Optional<FarSeats> seats() {
    return seats;
  }

  void seats(Optional<FarSeats> now) {
    seats = now;
    early.forget(CallRecord.Up.class);
  }

  /** A new session: what was said in the one before counts no more. */
  void begin() {
    isConnected = true;
    isKnown = false;
    isForwardedTo = false;
    early.clear();
    seats.ifPresent(FarSeats::clear);
  }

  /** Whether pages here may now be forwarded to it; once in a session. */
  boolean opens(CallRecord.Hello hello) {
    boolean isFirst = !isForwardedTo && hello.order().equals(far.chain());
    isForwardedTo |= isFirst;
    return isFirst;
  }

  /** Another node orders now, or this one does. */
  void forwardAnew() {
    isForwardedTo = false;
  }

  void know(List<CallRecord.Here> here) {
    isKnown = true;
    people.clear();
    here.forEach(each -> people.put(each.person(), each));
  }

  void know(CallRecord.Here here) {
    people.put(here.person(), here);
  }

  /** How somebody of it stands; {@code isInside} is what the dossier says of her. */
  Roster.Standing standing(String person, boolean isInside) {
    Optional<CallRecord.Here> last = Optional.ofNullable(people.get(person));
    Presence presence = last.map(CallRecord.Here::have).orElse(Presence.NOTHING);
    Link link = last.map(CallRecord.Here::link).orElse(Link.AWAY);
    if (isKnown && isConnected) {
      return new Roster.Standing(presence, link);
    }
    boolean wasHere = isKnown ? link != Link.AWAY : isInside;
    return wasHere
        ? new Roster.Standing(presence, Link.CUT)
        : new Roster.Standing(Presence.NOTHING, Link.AWAY);
  }

  void say(CallRecord record) {
    if (way.hasSession()) {
      way.send(CallRecords.write(talk, record));
    }
  }

  void say(Upward word) {
    say(
        new CallRecord.Up(
            word instanceof Upward.Sit(long page, String person)
                ? new Upward.Sit(page, person.substring(0, person.indexOf('.')))
                : word));
  }

  void say(Downward word) {
    say(new CallRecord.Down(word));
  }

  /** What a node says that orders; to one that does not, nobody says it. */
  void hear(Upward word, Function<String, Optional<RoomPerson>> admitted) {
    if (seats.isEmpty()) {
      return; // it has not heard yet that another node orders
    }
    switch (word) {
      case Upward.Sit(long page, String name) ->
          admitted
              .apply(name)
              .ifPresent(
                  person -> {
                    seats.get().sit(page, person.id());
                    seats.get().putOnRecord(id -> id.equals(person.id()) && person.isInside());
                  });
      case Upward.Rise(long page) -> {
        early.rise(page);
        seats.get().rise(page);
      }
      case Upward.Ask(long page, var request) -> {
        if (!early.hasPage(page) && !seats.get().ask(page, request)) {
          strange("a page that does not sit here asks");
        }
      }
      case Upward.More more -> seats.get().more(more);
    }
  }

  /** Pages of these were not heard so far, and say anew where they are. */
  void unseat(long page) {
    say(new Downward.Unseated(page));
  }

  void strange(String what) {
    way.incident(LineIncident.Kind.MALFORMED, what);
  }
}

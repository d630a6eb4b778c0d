package parley.node.room;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.room.group.GroupNotice;
import parley.node.room.group.GroupOrder;
import parley.node.words.Language;

/** Who may be in one room and how each stands, told to its pages. Owned by the room's thread. */
final class Roster {
  private final String talk;
  private final Admission admission;
  private final Function<RoomPerson, Optional<Standing>> beyond;
  private final Map<String, Integer> devices = new HashMap<>();
  private final Map<String, ServerMessage.Marked> marks = new LinkedHashMap<>();
  private Admission.Admitted admitted = Admission.Admitted.NOBODY;

  /** The pages of this house in the room. */
  final Map<DelegateId, Occupant> occupants = new LinkedHashMap<>();

  /** They were inside when the node stopped, and may come back for a while. */
  final Map<DelegateId, Delegate> expected = new LinkedHashMap<>();

  /** How a person stands. */
  record Standing(Presence presence, Link link) {}

  /**
   * The people of this talk.
   *
   * @param beyond how somebody of another house stands; empty for everybody of this one
   */
  Roster(String talk, Admission admission, Function<RoomPerson, Optional<Standing>> beyond) {
    this.talk = talk;
    this.admission = admission;
    this.beyond = beyond;
  }

  /** Reads anew who may be in the room. */
  void look() {
    admitted = admission.roster(talk);
  }

  /** Who may be in the room, as last read. */
  Admission.Admitted admitted() {
    return admitted;
  }

  boolean seats(Occupant occupant) {
    return occupants.get(occupant.delegate().id()) == occupant;
  }

  boolean isEmpty() {
    return occupants.isEmpty() && expected.isEmpty();
  }

  /** Everybody, for one reader. */
  List<ServerMessage.PersonWire> people(Language language) {
    return admitted.people().stream().map(person -> describe(person, language)).toList();
  }

  /** Something about one of this house is new. */
  void tellAll(Delegate about) {
    tellAll(RoomPerson.of(about, admission.devices(about, talk), true));
  }

  /** What other houses are told of a side of this one: whoever is in the room. */
  List<CallRecord.Here> here(String side) {
    return Stream.concat(occupants.keySet().stream(), expected.keySet().stream())
        .distinct()
        .filter(id -> id.delegation().equals(side))
        .map(this::here)
        .toList();
  }

  CallRecord.Here here(DelegateId id) {
    Standing standing = standing(id);
    return new CallRecord.Here(id.person(), standing.presence(), standing.link());
  }

  /** What somebody's keys look like; everybody can compare hers. */
  void mark(ServerMessage.Marked mark) {
    marks.put(mark.person(), mark);
    for (Occupant each : occupants.values()) {
      if (each.isWelcomed() && !each.person().equals(mark.person())) {
        each.tell(mark);
      }
    }
  }

  /** What is known of the keys of a side of this house. */
  List<CallRecord.Marked> marks(String side) {
    return occupants.values().stream()
        .map(Occupant::delegate)
        .map(Delegate::id)
        .filter(id -> id.delegation().equals(side))
        .flatMap(id -> Optional.ofNullable(marks.get(id.toString())).stream())
        .map(CallRecord.Marked::of)
        .toList();
  }

  /** Tells a page that has just come what others have said of their keys. */
  void tellMarks(Occupant newcomer) {
    marks.values().stream()
        .filter(mark -> !mark.person().equals(newcomer.person()))
        .forEach(newcomer::tell);
  }

  /** Somebody else orders the group: every page sits down there and says where it is. */
  void reseat(GroupOrder order) {
    List<String> inside =
        admitted.people().stream().filter(RoomPerson::isInside).map(RoomPerson::id).toList();
    for (Occupant each : List.copyOf(occupants.values())) {
      order.sit(each);
      if (inside.contains(each.person())) {
        order.putOnRecord(each);
      }
      each.tell(new GroupNotice.Again());
    }
  }

  void tellAll(RoomPerson about) {
    for (Occupant each : occupants.values()) {
      if (each.isWelcomed()) {
        each.tell(new ServerMessage.Person(describe(about, each.language())));
      }
    }
  }

  /** Says of whom another number of devices is known now. */
  void recount() {
    for (RoomPerson person : admitted.people()) {
      Integer before = devices.put(person.id(), person.devices());
      if (before == null || before != person.devices()) {
        tellAll(person);
      }
    }
  }

  private ServerMessage.PersonWire describe(RoomPerson person, Language language) {
    Standing standing =
        beyond
            .apply(person)
            .orElseGet(() -> standing(new DelegateId(person.side(), person.person())));
    return new ServerMessage.PersonWire(
        person.id(),
        person.names().in(language),
        person.side(),
        person.role(),
        person.language(),
        standing.presence().microphone(),
        standing.presence().camera(),
        standing.presence().muted(),
        standing.link().word(),
        person.devices());
  }

  private Standing standing(DelegateId id) {
    Occupant occupant = occupants.get(id);
    return occupant == null
        ? new Standing(Presence.NOTHING, expected.containsKey(id) ? Link.CONNECTING : Link.AWAY)
        : new Standing(occupant.presence(), occupant.link());
  }
}

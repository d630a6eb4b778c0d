package parley.node.room;

import java.util.List;
import java.util.Map;
import parley.dossier.chain.Entry;
import parley.node.people.Delegate;

/**
 * What the room needs of a talk's dossier: who may be in it, and a record of who came and went. Any
 * thread; may block.
 */
interface Admission {
  /** How this person stands to the room of this talk, at this moment. */
  Standing standing(Delegate person, String talk);

  /**
   * Who may be in the room of this talk, whoever asks; nobody if there is none, or it is closed.
   */
  Admitted roster(String talk);

  /** How many live devices she has in this talk. */
  int devices(Delegate person, String talk);

  /** Puts on record that she entered. */
  void entered(Delegate person, String talk);

  /** Puts on record that she left. */
  void left(Delegate person, String talk);

  /** Who is inside by the record, by talk. */
  Map<String, List<Delegate>> inside();

  /** The talk's entries, each after those it has seen; later there are only more at the end. */
  List<Entry> entries(Delegate person, String talk);

  /** How a person stands to a room. */
  sealed interface Standing {}

  /** There is no such talk, or it is not hers: she must not be able to tell which. */
  record Stranger() implements Standing {}

  /** The talk is hers, but she is not among its participants, or it is closed. */
  record Outside() implements Standing {}

  /**
   * She may be in the room.
   *
   * @param sides the talk's delegations
   * @param people all who may be in the room, of every house
   */
  record Admitted(List<RoomSide> sides, List<RoomPerson> people) implements Standing {
    static final Admitted NOBODY = new Admitted(List.of(), List.of());

    public Admitted {
      sides = List.copyOf(sides);
      people = List.copyOf(people);
    }
  }
}

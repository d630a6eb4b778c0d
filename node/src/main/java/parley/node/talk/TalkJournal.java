package parley.node.talk;

import java.util.Collection;
import java.util.List;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.TalkId;

/** Where talks are kept. What returned is on the disk. */
public interface TalkJournal {
  /**
   * What is kept of a talk.
   *
   * @param delegations slugs of this node's delegations in it
   * @param entries as compact JWS, in the order of arrival
   */
  record Kept(TalkId talk, List<String> delegations, List<String> entries, List<Body> bodies) {}

  /** All talks, oldest first. */
  List<Kept> all();

  /** One talk as it is kept now. */
  Kept load(TalkId talk);

  /** Begins a talk of these delegations with its first entries. */
  void begin(TalkId talk, List<String> delegations, List<Entry> entries);

  /** Adds entries and the bodies that they refer to, all or nothing. */
  void append(TalkId talk, List<Entry> entries, Collection<Body> bodies);

  /**
   * Adds what came from another node, and what was written here in answer to it, all or nothing. An
   * entry that came with a number that its chain has used already is evidence against that chain,
   * and is kept too.
   *
   * @param joining slugs of those of this node's that are in the talk from now on. The talk need
   *     not have begun
   */
  void take(TalkId talk, List<String> joining, Intake intake);

  /**
   * What is taken in one step.
   *
   * @param came what others wrote, each after those it has seen
   * @param written what this node's delegations wrote after it
   * @param bodies what either refers to
   */
  record Intake(List<Entry> came, List<Entry> written, Collection<Body> bodies) {}
}

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
}

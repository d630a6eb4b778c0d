package parley.node.talk;

import parley.dossier.chain.Entry;
import parley.dossier.model.Reason;

/** What became of an act. */
public sealed interface Outcome {
  /** The talk after it, or as it is. */
  Snapshot now();

  /** It is in the dossier and on the disk. */
  record Done(Entry entry, Snapshot now) implements Outcome {}

  /** Nothing was written. */
  record Refused(Reason reason, Snapshot now) implements Outcome {}
}

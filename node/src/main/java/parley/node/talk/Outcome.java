package parley.node.talk;

import parley.dossier.chain.Entry;
import parley.dossier.model.Reason;

/** What became of an act. */
public sealed interface Outcome {
  /** The talk after it, or as it is. */
  Snapshot now();

  /** It is decided: written or refused. */
  sealed interface Settled extends Outcome {}

  /** It is in the dossier and on the disk. */
  record Done(Entry entry, Snapshot now) implements Settled {}

  /** Nothing was written. */
  record Refused(Reason reason, Snapshot now) implements Settled {}

  /** Nothing is written before she has touched her passkey. */
  record ToSign(Pending pending, Why why, Snapshot now) implements Outcome {}

  /** Why a touch is asked for. */
  enum Why {
    /** For the first time. */
    FIRST,
    /** The last one came too late. */
    LATE,
    /** Somebody of her side signed meanwhile, so that what she signed has another place now. */
    MOVED,
    /** What was signed was not signed by the key that counts for her in this talk. */
    OTHER_KEY
  }
}

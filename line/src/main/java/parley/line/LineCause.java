package parley.line;

/** Why a line was interrupted. The names are kept in the history. */
public enum LineCause {
  /** Nothing was heard for too long. */
  SILENCE,
  /** The connection broke. */
  BROKEN,
  /** More was to be said than the other side took in; a new session begins. */
  OVERFULL,
  /** The counterpart's node said that it stops. */
  STOPPED,
  /** The counterpart's node refused what came from here. */
  REFUSED_THERE,
  /** What came was refused here; an incident says why. */
  REFUSED_HERE,
  /** This node failed at something that came; all is said anew. */
  FAILED_HERE,
  /** The counterpart's node failed at something that went there; all is said anew. */
  FAILED_THERE
}

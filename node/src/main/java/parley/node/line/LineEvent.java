package parley.node.line;

import java.time.Instant;

/**
 * Something that happened on a line.
 *
 * @param what its cause or kind, as a slug; empty where there is none
 * @param detail English, for the technician
 */
public record LineEvent(Instant at, Kind kind, String what, String detail) {
  /** What can happen. */
  public enum Kind {
    UP,
    DOWN,
    /** This node started; whatever was up before is not. */
    STARTED,
    /** Something that a well-behaved counterpart does not do. */
    INCIDENT,
    /** The counterpart's addresses were changed, here or by itself. */
    MOVED,
    TESTED
  }
}

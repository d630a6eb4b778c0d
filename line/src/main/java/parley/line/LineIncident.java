package parley.line;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a well-behaved counterpart does not do.
 *
 * @param line empty if who it was is not known
 * @param remote empty if it came by way of somebody else
 * @param detail English, for the operator; holds no secret
 */
public record LineIncident(
    Kind kind, Instant at, Optional<LineId> line, Optional<InetAddress> remote, String detail) {

  /** What it was. The names are kept in the history. */
  public enum Kind {
    MALFORMED,
    OVERSIZE,
    FLOOD,
    WRONG_KEY,
    TOKEN_UNKNOWN,
    ENTRY_REFUSED,
    EQUIVOCATION,
    /** Somebody whom nobody in the talk has accepted, with more than one chain or a fork. */
    OUTSIDER,
    TRUNCATED,
    FUTURE_TIME,
    EARLY_PUBLICATION
  }
}

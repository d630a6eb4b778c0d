package parley.node.line.probe;

import java.time.Instant;
import java.util.Optional;

/**
 * A test of a line, or that there was none when one was due.
 *
 * @param at when it began, by this node's clock
 * @param asker who wanted it
 * @param figures of one that came to its end
 */
public record LineTest(Instant at, Asker asker, Finding finding, Optional<Figures> figures) {

  /** Who wants a line tested. The names are kept in the history. */
  public enum Asker {
    /** Somebody here, now. */
    OWN,
    /** This node, every hour. */
    OWN_HOURLY,
    /** Somebody there, or that node. */
    FAR
  }

  public boolean isPassed() {
    return finding.kind() == Finding.Kind.PASSED;
  }
}

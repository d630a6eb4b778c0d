package parley.node.line;

import java.util.Set;
import parley.dossier.model.TalkId;
import parley.line.LineId;

/** Knows to which talks one end of a line has invited the other. Any thread. */
@FunctionalInterface
public interface SharedTalks {
  /**
   * Talks of the delegation at this end to which it has invited the counterpart, and those to which
   * it was invited by the counterpart and is expected in.
   */
  Set<TalkId> invited(LineId line);
}

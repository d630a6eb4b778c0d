package parley.node.line;

import java.util.Set;
import parley.dossier.model.TalkId;
import parley.line.LineId;

/** Knows to which talks one end of a line has invited the other. Any thread. */
public interface SharedTalks {
  /** Talks to which the delegation at this end has invited the counterpart. */
  Set<TalkId> invited(LineId line);

  /** Talks to which the counterpart says to have invited this end. */
  Set<TalkId> expected(LineId line);
}

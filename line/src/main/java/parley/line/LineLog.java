package parley.line;

import java.time.Instant;

/** The history of lines, kept by the node. Called on many threads; may block for a short while. */
public interface LineLog {
  void up(LineId line, Instant at);

  void down(LineId line, Instant at, LineCause cause);

  void incident(LineIncident incident);
}

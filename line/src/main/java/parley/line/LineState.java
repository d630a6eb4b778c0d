package parley.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a line is up. */
public sealed interface LineState {
  /** No connection since this node started. */
  record NeverConnected() implements LineState {}

  /** Up since then; timing is known after the first heartbeats. */
  record Connected(Instant since, Optional<Timing> timing) implements LineState {}

  /** Down since then; the node dials by itself. */
  record Interrupted(Instant since, LineCause cause) implements LineState {}

  /**
   * Of the fastest of the last exchanges, as NTP (RFC 5905 section 8) reckons.
   *
   * @param clockOffset how far the counterpart's clock is ahead of ours; wrong by at most half the
   *     round trip
   */
  record Timing(Duration roundTrip, Duration clockOffset) {}
}

package parley.line;

import java.util.Optional;

/** One delegation's link to one counterpart. Any thread. */
public interface Line {
  LineId id();

  /**
   * Sends in order, exactly once within a session, also over a broken connection. Dropped without a
   * word while no session has begun, and when {@link #room} is exceeded, which ends the session:
   * whoever sends says all that is needed again at {@link LineListener#began}.
   */
  void send(Parcel parcel);

  /** How many bytes may be sent now before the session ends because nobody acknowledges. */
  long room();

  LineState state();

  /** The keys of the connection that is up. */
  Optional<LineKeying> keying();

  /** While wanted: heartbeats four times a second, a break noticed in a second, dialled at once. */
  void hurry(boolean wanted);
}

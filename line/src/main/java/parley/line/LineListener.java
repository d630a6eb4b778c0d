package parley.line;

/**
 * Learns what happens on lines. All calls for one line come one after another on one virtual
 * thread; it may block, then the counterpart waits. If one fails at a beginning or a parcel, a new
 * session begins after a while: nothing counts as dealt with that was not.
 */
public interface LineListener {
  /**
   * A new session: nothing of the one before comes any more, and what it lost is not told. Its
   * connection is told next; a line has no keys until then.
   */
  void began(Line line);

  /** A new connection, with or without a new session; after {@link #began} if it brings one. */
  default void connected(Line line, LineKeying keying) {}

  /** No connection any more; the session may yet go on. */
  default void interrupted(Line line, LineCause cause) {}

  /** A parcel on the channel that was listened to. */
  void received(Line line, Parcel parcel);
}

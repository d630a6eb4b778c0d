package parley.relay.io;

/** Something that the media thread must do at a time of its own. Media thread only. */
public interface Duty {
  /** When it is due next; {@link Long#MAX_VALUE} for never. Asked after every round. */
  long nextDeadlineNanos();

  /** Called when the deadline has come. */
  void onDeadline(long nowNanos);
}

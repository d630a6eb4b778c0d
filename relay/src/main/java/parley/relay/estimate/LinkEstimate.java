package parley.relay.estimate;

/** What the link to one peer is believed to carry. Media thread only. */
public interface LinkEstimate {
  /** A packet with a transport-wide sequence number was sent. */
  void onSent(long nowNanos, int sequenceNumber, int bytes);

  /** One packet of a feedback: it arrived at the peer's own time. In order of sequence numbers. */
  void onArrived(long nowNanos, int sequenceNumber, long arrivalNanos);

  /** One packet of a feedback: it had not arrived. */
  void onMissing(long nowNanos, int sequenceNumber);

  /** The feedback is complete. */
  void onFeedbackEnd(long nowNanos);

  /**
   * Nothing came for long, and now it does again: what is under way since before says nothing of
   * the link as it is now.
   */
  void restart();

  /** How often that was so, as it was told or as the estimate has noticed by itself. */
  int restarts();

  /** The round trip as measured elsewhere. */
  void roundTrip(long nanos);

  /** The belief at this moment. */
  long bitsPerSecond();

  /** Whether the last feedback showed a queue that grows, or heavy loss. */
  boolean isCongested();

  /**
   * Whether the last feedback proved that the link carries less than is sent: heavy loss, or a
   * queue longer than a busy processor at either end makes one.
   */
  boolean isOverloaded();
}

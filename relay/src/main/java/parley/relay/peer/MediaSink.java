package parley.relay.peer;

/** What one peer's transport hands up to whoever forwards its media. Media thread only. */
public interface MediaSink {
  /** A candidate pair is nominated and the keys are installed: media may be sent. */
  void onConnected(long nowNanos);

  /**
   * A decrypted RTP packet: authentic, not a replay, header well-formed. The bytes are valid during
   * the call only and may be changed by the callee.
   *
   * @param arrivedNanos when it came to this machine
   */
  void onRtp(long nowNanos, long arrivedNanos, byte[] buffer, int offset, int length);

  /** A decrypted RTCP compound, authentic and not a replay. Valid during the call only. */
  void onRtcp(long nowNanos, byte[] buffer, int offset, int length);

  /** The transport is gone; nothing follows. */
  void onClosed(long nowNanos, CloseReason reason);
}

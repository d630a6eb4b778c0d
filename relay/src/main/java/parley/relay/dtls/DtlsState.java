package parley.relay.dtls;

import parley.relay.srtp.SrtpMasterKey;

/** How far a peer's DTLS association has come. */
public sealed interface DtlsState {
  /** No keys yet. */
  record Handshaking() implements DtlsState {}

  /**
   * The peer has proved that it holds the signalled certificate.
   *
   * @param inbound what the peer's packets are protected with
   * @param outbound what ours are
   */
  record Established(SrtpMasterKey inbound, SrtpMasterKey outbound) implements DtlsState {}

  /** It is over. */
  record Ended(Cause cause) implements DtlsState {}

  /** Why it is over. */
  enum Cause {
    /** The handshake failed. */
    FAILED,
    /** The peer's certificate is not the signalled one. */
    FINGERPRINT_MISMATCH,
    /** Closed by either side. */
    CLOSED
  }
}

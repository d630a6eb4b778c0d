package parley.relay.peer;

/** Why a peer's transport ended. */
public enum CloseReason {
  /** Closed by this side. */
  CLOSED_HERE,
  /** No authenticated check within the time allowed (RFC 7675). */
  CONSENT_EXPIRED,
  /** Neither ICE nor DTLS came up in time. */
  NEVER_CONNECTED,
  /** The handshake failed. */
  DTLS_FAILED,
  /** The peer's certificate is not the one that was signalled. */
  FINGERPRINT_MISMATCH,
  /** The peer closed DTLS. */
  DTLS_CLOSED
}

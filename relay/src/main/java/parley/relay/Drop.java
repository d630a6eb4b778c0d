package parley.relay;

/** Why a datagram or a packet went no further. An operator reads the counts by these names. */
public enum Drop {
  /** Not dropped. */
  NONE,
  /** Shorter than what it claims to be. */
  MALFORMED,
  /** Its SSRC belongs to no track and it names none. */
  UNKNOWN_SSRC,
  /** A payload type that the peer did not announce for this track. */
  UNKNOWN_PAYLOAD_TYPE,
  /** The same packet arrived before. */
  DUPLICATE,
  /** Too old to be of use. */
  LATE,
  /** A retransmission that holds no packet. */
  EMPTY_RETRANSMISSION,
  /** The publisher's track is held. */
  HELD,
  /** The pacer's queue grew beyond what a live picture bears. */
  QUEUE_OVERFLOW,
  /** RTCP of a kind that the relay has no use for. */
  UNKNOWN_RTCP,
  /** A NACK for a packet that the cache no longer has. */
  NACK_NOT_CACHED,
  /** The peer tries to be too many streams. */
  TOO_MANY_STREAMS
}

package parley.relay.wire;

/** Why a datagram, or a packet in it, went no further. An operator sees the counts. */
public enum Drop {
  /** Not dropped. */
  NONE,
  /** Shorter than its own headers say. */
  TOO_SHORT,
  /** Longer than a packet may be here. */
  TOO_LONG,
  /** The first byte belongs to no protocol of RFC 7983 that is spoken here. */
  UNKNOWN_PROTOCOL,
  /** Not from an address of this machine, and for no trunk; lifted when frames are encrypted. */
  FOREIGN_ADDRESS,
  /** Neither its address nor its ICE user name belongs to a peer. */
  UNKNOWN_PEER,
  /** No trunk has this channel. */
  UNKNOWN_CHANNEL,
  /** Channel data that is not as long as it says. */
  CHANNEL_MALFORMED,
  /** Not a STUN message, or attributes that overrun it. */
  STUN_MALFORMED,
  /** A STUN message of a kind that an ICE-lite agent has no use for. */
  STUN_UNEXPECTED,
  /** No USERNAME or MESSAGE-INTEGRITY. */
  STUN_INCOMPLETE,
  /** MESSAGE-INTEGRITY does not match. */
  STUN_BAD_INTEGRITY,
  /** FINGERPRINT does not match. */
  STUN_BAD_FINGERPRINT,
  /** Not DTLS records, or more than the handshake takes. */
  DTLS_UNEXPECTED,
  /** The handshake is not reading as fast as datagrams arrive. */
  DTLS_QUEUE_FULL,
  /** Media before the handshake is done. */
  NO_KEYS,
  /** Nowhere to send: no candidate pair is nominated. */
  NO_PATH,
  /** The peer is closed. */
  CLOSED,
  /** RTP header, extension block or padding that contradicts the length. */
  RTP_MALFORMED,
  /** RTCP compound that contradicts its lengths. */
  RTCP_MALFORMED,
  /** SRTP authentication failed. */
  BAD_AUTH_TAG,
  /** Seen before (RFC 3711 section 3.3.2). */
  REPLAYED,
  /** Older than the replay window. */
  TOO_OLD,
  /** More SSRCs than one peer may use. */
  TOO_MANY_SSRCS,
  /** The keys have protected as much as they may (RFC 3711 section 9.2). */
  KEY_EXHAUSTED,
  /** No source with this SSRC, MID and RID. */
  UNKNOWN_SSRC,
  /** A payload type that was not negotiated. */
  UNKNOWN_PAYLOAD_TYPE,
  /** VP8 payload descriptor cut short. */
  VP8_MALFORMED,
  /** Dependency Descriptor cut short. */
  DEPENDENCY_DESCRIPTOR_MALFORMED,
  /** The publisher's track is held back. */
  HELD,
  /** A subscriber's queue grew beyond what a live picture bears. */
  QUEUE_FULL,
  /** A subscriber asked again for a packet that is no longer kept. */
  NOT_KEPT,
  /** The socket would not take it. */
  SEND_REFUSED
}

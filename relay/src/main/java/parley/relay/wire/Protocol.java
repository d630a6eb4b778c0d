package parley.relay.wire;

/** What a datagram on the media port is, told by its first bytes (RFC 7983, RFC 5761). */
public enum Protocol {
  /** STUN, for ICE. */
  STUN,
  /** DTLS records. */
  DTLS,
  /** RTP, protected. */
  RTP,
  /** RTCP, protected. */
  RTCP,
  /** A packet of a trunk, behind the number of its channel (RFC 8656 section 12.4). */
  CHANNEL_DATA,
  /** Nothing that is spoken here. */
  UNKNOWN;

  /** The protocol of the datagram at {@code offset}. */
  public static Protocol of(byte[] buffer, int offset, int length) {
    if (length < 2) {
      return UNKNOWN;
    }
    int first = Octets.u8(buffer, offset);
    if (first <= 3) {
      return STUN;
    }
    if (first >= 20 && first <= 63) {
      return DTLS;
    }
    if (first >= 64 && first <= 79) {
      return CHANNEL_DATA;
    }
    if (first < 128 || first > 191) {
      return UNKNOWN;
    }
    int second = Octets.u8(buffer, offset + 1);
    return second >= 192 && second <= 223 ? RTCP : RTP; // RFC 5761 section 4
  }
}

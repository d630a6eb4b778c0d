package parley.relay.forward;

/**
 * How one subscriber receives one track.
 *
 * @param ssrc chosen for this subscriber alone
 * @param rtxSsrc of retransmissions, 0 where there are none
 * @param payloadType the subscriber's number for the codec
 * @param rtxPayloadType its number for retransmissions, 0 where there are none
 * @param transportSequence id of the transport-wide sequence number, 0 where not negotiated
 * @param canonicalName ties sound and picture of one publisher together (RFC 3550 section 6.5.1)
 */
public record DownFormat(
    int ssrc,
    int rtxSsrc,
    int payloadType,
    int rtxPayloadType,
    int transportSequence,
    String canonicalName) {
  /** Whether lost packets can be repeated. */
  boolean repairs() {
    return rtxSsrc != 0 && rtxPayloadType != 0;
  }
}

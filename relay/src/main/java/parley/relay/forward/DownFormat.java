package parley.relay.forward;

/**
 * How one subscriber receives one track.
 *
 * @param ssrc chosen for this subscriber alone
 * @param rtxSsrc of retransmissions, 0 where there are none
 * @param payloadType the subscriber's number for the codec
 * @param rtxPayloadType its number for retransmissions, 0 where there are none
 * @param transportSequence id of the transport-wide sequence number, 0 where not negotiated
 * @param frameMark id of the {@link parley.relay.ingest.FrameMark}, 0 where none is sent
 * @param onlyLayer the one layer that it ever has, or {@link #ANY_LAYER}
 * @param canonicalName ties sound and picture of one publisher together (RFC 3550 section 6.5.1)
 */
public record DownFormat(
    int ssrc,
    int rtxSsrc,
    int payloadType,
    int rtxPayloadType,
    int transportSequence,
    int frameMark,
    int onlyLayer,
    String canonicalName) {
  /** The layer changes with what the subscriber wants and the link bears. */
  public static final int ANY_LAYER = -1;

  /** Whether lost packets can be repeated. */
  boolean repairs() {
    return rtxSsrc != 0 && rtxPayloadType != 0;
  }
}

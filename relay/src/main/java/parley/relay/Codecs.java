package parley.relay;

/**
 * Payload types that one browser gave to the codecs of the room, the same in both directions.
 *
 * @param opus payload type of Opus at 48 kHz with two channels
 * @param vp8 payload type of VP8
 * @param rtx payload type of the retransmissions of VP8 (RFC 4588), 0 where not offered
 */
public record Codecs(int opus, int vp8, int rtx) {
  public Codecs {
    if (invalid(opus) || invalid(vp8) || rtx != 0 && invalid(rtx) || opus == vp8 || rtx == vp8) {
      throw new IllegalArgumentException("payload types are distinct numbers from 0 to 127");
    }
  }

  private static boolean invalid(int payloadType) {
    return payloadType < 0 || payloadType > 127 || payloadType >= 64 && payloadType <= 95;
  }
}

package parley.relay.ingest;

import java.util.List;
import java.util.Objects;

/**
 * What is known of a track before its first packet.
 *
 * @param video picture, with several layers and repair; otherwise sound
 * @param clockRate RTP clock in Hz
 * @param payloadType of the media
 * @param rtxPayloadType of retransmissions, 0 where there are none
 * @param mid its media section
 * @param rids its layers, smallest first; one empty string where it is no simulcast
 * @param ssrc where declared, otherwise 0
 * @param rtxSsrc where declared, otherwise 0
 */
public record TrackShape(
    boolean video,
    int clockRate,
    int payloadType,
    int rtxPayloadType,
    String mid,
    List<String> rids,
    int ssrc,
    int rtxSsrc) {
  public TrackShape {
    Objects.requireNonNull(mid);
    rids = List.copyOf(rids);
    if (rids.isEmpty() || rids.size() > 3) {
      throw new IllegalArgumentException("a track has one to three layers");
    }
  }

  /** Several sizes of one picture. */
  boolean isSimulcast() {
    return !rids.getFirst().isEmpty();
  }
}

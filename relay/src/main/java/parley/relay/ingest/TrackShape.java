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
 * @param declared the SSRCs of its layers where they were told, otherwise empty
 */
public record TrackShape(
    boolean video,
    int clockRate,
    int payloadType,
    int rtxPayloadType,
    String mid,
    List<String> rids,
    List<Declared> declared) {

  /**
   * The SSRCs of one layer.
   *
   * @param ssrc of the media
   * @param rtxSsrc of retransmissions, 0 where there are none
   */
  public record Declared(int ssrc, int rtxSsrc) {}

  public TrackShape {
    Objects.requireNonNull(mid);
    rids = List.copyOf(rids);
    declared = List.copyOf(declared);
    if (rids.isEmpty() || rids.size() > 3) {
      throw new IllegalArgumentException("a track has one to three layers");
    }
    if (!declared.isEmpty() && declared.size() != rids.size()) {
      throw new IllegalArgumentException("either every layer has a declared SSRC or none");
    }
  }

  /** Several sizes of one picture. */
  boolean isSimulcast() {
    return !rids.getFirst().isEmpty();
  }

  /** Several sizes of which those come that are asked for, as over a trunk. */
  public boolean isOnDemand() {
    return isSimulcast() && !declared.isEmpty();
  }
}

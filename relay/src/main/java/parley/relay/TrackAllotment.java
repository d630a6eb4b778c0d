package parley.relay;

import java.util.Objects;

/**
 * One track of somebody else, as this subscriber will receive it.
 *
 * @param id what the subscriber says when it is ready for the track
 * @param publisher whose track it is
 * @param name the publisher's word for it, such as "camera"
 * @param kind sound or picture
 * @param ssrc chosen by the relay for this subscriber alone, unsigned
 * @param rtxSsrc the SSRC of retransmissions, 0 where there are none
 */
public record TrackAllotment(
    TrackId id, PeerId publisher, String name, MediaKind kind, long ssrc, long rtxSsrc) {
  public TrackAllotment {
    Objects.requireNonNull(id);
    Objects.requireNonNull(publisher);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
  }
}

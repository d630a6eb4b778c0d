package parley.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/**
 * All that a peer needs to compose its answer and start ICE.
 *
 * @param ice the relay's credentials for this peer
 * @param candidates where the relay listens, best first
 * @param dtls digest of the relay's certificate; its role is passive
 * @param tracks what others publish at this instant
 */
public record JoinReply(
    IceCredentials ice,
    List<InetSocketAddress> candidates,
    CertificateFingerprint dtls,
    List<TrackAllotment> tracks) {
  public JoinReply {
    Objects.requireNonNull(ice);
    candidates = List.copyOf(candidates);
    Objects.requireNonNull(dtls);
    tracks = List.copyOf(tracks);
  }
}

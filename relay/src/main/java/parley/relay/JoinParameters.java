package parley.relay;

import java.util.List;
import java.util.Objects;

/**
 * All that a peer says when it enters a room, taken from its offer.
 *
 * @param peer whom this is; a peer of the same id is replaced
 * @param ice the peer's ICE credentials
 * @param dtls digest of the certificate that the peer will show
 * @param codecs the peer's payload types
 * @param extensions the peer's header extensions
 * @param send what it publishes from the beginning, possibly nothing
 */
public record JoinParameters(
    PeerId peer,
    IceCredentials ice,
    CertificateFingerprint dtls,
    Codecs codecs,
    HeaderExtensions extensions,
    List<TrackOffer> send) {
  public JoinParameters {
    Objects.requireNonNull(peer);
    Objects.requireNonNull(ice);
    Objects.requireNonNull(dtls);
    Objects.requireNonNull(codecs);
    Objects.requireNonNull(extensions);
    send = List.copyOf(send);
  }

  /** The same with other header extensions. */
  JoinParameters with(HeaderExtensions newer) {
    return new JoinParameters(peer, ice, dtls, codecs, newer, send);
  }
}

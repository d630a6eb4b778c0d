package parley.relay.peer;

import parley.relay.dtls.Fingerprint;
import parley.relay.stun.IceCredentials;

/**
 * What signalling agreed on for one peer.
 *
 * @param local our ICE credentials, fresh for each peer
 * @param remote the peer's ICE credentials
 * @param remoteFingerprint of the certificate that the peer must present
 */
public record PeerParameters(
    IceCredentials local, IceCredentials remote, Fingerprint remoteFingerprint) {}

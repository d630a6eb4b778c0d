package parley.relay.peer;

import parley.relay.CertificateFingerprint;
import parley.relay.IceCredentials;

/** Leads each datagram to the peer that it belongs to. Media thread only. */
public final class Switchboard {
  /** Expects a peer with what it signalled; what it sends goes to {@code sink}. */
  public PeerTransport open(
      long nowNanos, IceCredentials remote, CertificateFingerprint certificate, MediaSink sink) {
    throw new UnsupportedOperationException("being built");
  }
}

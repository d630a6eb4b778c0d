package parley.relay.peer;

import parley.relay.IceCredentials;
import parley.relay.wire.Drop;

/** One peer's transport: ICE, DTLS and SRTP composed. Media thread only. */
public final class PeerTransport implements MediaOutlet {
  PeerTransport() {}

  /** Our ICE credentials for this peer. */
  public IceCredentials localCredentials() {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("being built");
  }

  /** Ends it and tells the sink; further calls do nothing. */
  public void close(long nowNanos) {
    throw new UnsupportedOperationException("being built");
  }
}

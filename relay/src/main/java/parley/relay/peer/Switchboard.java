package parley.relay.peer;

/** Leads each datagram to the peer that it belongs to. Media thread only. */
public final class Switchboard {
  /** Expects a peer; its transport hands what it receives to {@code sink}. */
  public PeerTransport open(long nowNanos, PeerParameters parameters, MediaSink sink) {
    throw new UnsupportedOperationException("being built");
  }

  /** Forgets a peer and tells its sink. */
  public void close(long nowNanos, PeerTransport transport) {
    throw new UnsupportedOperationException("being built");
  }
}

package parley.relay;

import parley.relay.peer.Channels;
import parley.relay.peer.MediaSink;

/** How a room gets transports: from the media thread, or from a simulation. Media thread only. */
interface TransportOpener {
  /** What goes into a join's reply, and the transport itself. */
  record Opened(IceCredentials local, TransportLease lease) {}

  /** Expects a peer; what it sends goes to {@code sink}. */
  Opened open(long nowNanos, JoinParameters parameters, MediaSink sink);

  /** Where trunks come from. */
  Channels channels();
}

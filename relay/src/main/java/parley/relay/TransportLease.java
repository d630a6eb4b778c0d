package parley.relay;

import parley.relay.peer.MediaOutlet;
import parley.relay.wire.Drop;

/** A peer's transport, and the right to close it. Media thread only. */
interface TransportLease {
  /** Nothing to send to and nothing to close. */
  TransportLease NONE =
      new TransportLease() {
        @Override
        public MediaOutlet outlet() {
          return NoOutlet.INSTANCE;
        }

        @Override
        public void close(long nowNanos) {}
      };

  /** Where the peer's media goes. */
  MediaOutlet outlet();

  /** Closes the transport; more than once does nothing. */
  void close(long nowNanos);

  /** Leads nowhere. */
  enum NoOutlet implements MediaOutlet {
    INSTANCE;

    @Override
    public Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length) {
      return Drop.NO_PATH;
    }

    @Override
    public Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length) {
      return Drop.NO_PATH;
    }
  }
}

package parley.relay.stun;

import parley.relay.wire.Drop;

/** Where the core leaves datagrams. The bytes are taken before the call returns. */
public interface DatagramOutbox {
  /** Sends {@code length} bytes along {@code pair}. */
  Drop send(CandidatePair pair, byte[] buffer, int offset, int length);
}

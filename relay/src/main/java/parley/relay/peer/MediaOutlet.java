package parley.relay.peer;

import parley.relay.wire.Drop;

/** Where forwarding sends one peer's media. Media thread only. */
public interface MediaOutlet {
  /** Writable bytes that a caller leaves after the packet, for tag and index. */
  int OVERHEAD = 32;

  /**
   * Protects an RTP packet in place and sends it; what the buffer holds afterwards is of no use.
   *
   * @return {@link Drop#NONE} when it was handed to the socket
   */
  Drop sendRtp(long nowNanos, byte[] buffer, int offset, int length);

  /** Protects an RTCP compound in place and sends it, as {@link #sendRtp} does. */
  Drop sendRtcp(long nowNanos, byte[] buffer, int offset, int length);
}

package parley.relay.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.DatagramOutbox;

/** UDP sockets of a media thread, one for each announced address. */
interface DatagramSockets extends DatagramOutbox, AutoCloseable {
  /** Receives datagrams; the buffer is the receiver's until it returns. */
  @FunctionalInterface
  interface Receiver {
    void onDatagram(CandidatePair pair, byte[] buffer, int offset, int length);
  }

  /** The addresses that are bound, in the order of their indices. */
  List<InetSocketAddress> addresses();

  /** Hands over what has arrived, up to a bound; returns how many datagrams. */
  int receive(Receiver receiver) throws IOException;

  /** Sends what {@link #send} has gathered. */
  void flush();

  /** Waits for a datagram, a wake-up or the time to pass. */
  void await(long nanos) throws IOException;

  /** Ends a wait; any thread. */
  void wake();

  @Override
  void close() throws IOException;
}

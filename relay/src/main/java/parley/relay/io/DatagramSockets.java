package parley.relay.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import parley.relay.stun.CandidatePair;
import parley.relay.stun.DatagramOutbox;

/** UDP sockets of a media thread, one for each announced address. */
interface DatagramSockets extends DatagramOutbox, AutoCloseable {
  /** Largest datagram that is read or sent; what is longer is cut and fails authentication. */
  int CAPACITY = 2_048;

  /** Asked of the kernel, which may give less. Half a second of 30 Mbit/s. */
  int SOCKET_BUFFER = 2 << 20;

  /** How often a port that is free on the first address may be taken on another. */
  int BIND_ATTEMPTS = 16;

  /** Receives datagrams; the buffer is the receiver's until it returns. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes one.
     *
     * @param arrivedNanos when the system took it, by {@link System#nanoTime}: how long it then
     *     waited for us says nothing of the link. Where the system does not tell, the present time
     */
    void onDatagram(CandidatePair pair, long arrivedNanos, byte[] buffer, int offset, int length);
  }

  /**
   * Binds to the same port on each address by the best means that the system has.
   *
   * @param port 0 for any port that is free on all
   */
  static DatagramSockets bind(List<InetAddress> addresses, int port) throws IOException {
    IOException last = new IOException("no address to bind to");
    for (int attempt = 0; attempt < (port == 0 ? BIND_ATTEMPTS : 1); attempt++) {
      try {
        return LibC.isAvailable() && addresses.stream().noneMatch(InetAddress::isLinkLocalAddress)
            ? LinuxSockets.bind(addresses, port)
            : NioSockets.bind(addresses, port);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** The addresses that are bound, in the order of their indices. */
  List<InetSocketAddress> addresses();

  /** Hands over what has arrived, up to a bound; returns how many datagrams. */
  int receive(Receiver receiver) throws IOException;

  /** Sends what {@link #send} has gathered; returns how many the system refused. */
  int flush();

  /** Waits for a datagram, a wake-up or the time to pass. */
  void await(long nanos) throws IOException;

  /** Ends a wait; any thread. */
  void wake();

  @Override
  void close() throws IOException;
}

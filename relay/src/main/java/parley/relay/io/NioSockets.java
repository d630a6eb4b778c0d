package parley.relay.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import parley.relay.stun.CandidatePair;
import parley.relay.wire.Drop;

/** Sockets by NIO: works everywhere, a system call for each datagram. */
final class NioSockets implements DatagramSockets {
  /** Datagrams taken from one socket in a turn; bounds how long deadlines can be late. */
  private static final int BATCH = 64;

  private final Selector selector;
  private final List<DatagramChannel> channels;
  private final List<InetSocketAddress> addresses;
  private final byte[] array = new byte[CAPACITY];
  private final ByteBuffer inbound = ByteBuffer.allocateDirect(CAPACITY);
  private final ByteBuffer outbound = ByteBuffer.allocateDirect(CAPACITY);

  private NioSockets(
      Selector selector, List<DatagramChannel> channels, List<InetSocketAddress> addresses) {
    this.selector = selector;
    this.channels = channels;
    this.addresses = addresses;
  }

  /** Binds to the same port on each address; 0 for any. */
  static NioSockets bind(List<InetAddress> addresses, int port) throws IOException {
    List<DatagramChannel> channels = new ArrayList<>();
    List<InetSocketAddress> bound = new ArrayList<>();
    Selector selector = Selector.open();
    try {
      int shared = port;
      for (InetAddress address : addresses) {
        DatagramChannel channel = DatagramChannel.open();
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        channel.bind(new InetSocketAddress(address, shared));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        bound.add(local);
        shared = local.getPort();
      }
      return new NioSockets(selector, List.copyOf(channels), List.copyOf(bound));
    } catch (IOException | RuntimeException e) {
      closeAll(selector, channels);
      throw e;
    }
  }

  private static void closeAll(Selector selector, List<DatagramChannel> channels)
      throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  @Override
  public int receive(Receiver receiver) throws IOException {
    int count = 0;
    for (int socket = 0; socket < channels.size(); socket++) {
      DatagramChannel channel = channels.get(socket);
      for (int i = 0; i < BATCH; i++) {
        InetSocketAddress from = (InetSocketAddress) channel.receive(inbound.clear());
        if (from == null) {
          break;
        }
        int length = inbound.flip().remaining();
        inbound.get(array, 0, length);
        receiver.onDatagram(new CandidatePair(socket, from), System.nanoTime(), array, 0, length);
        count++;
      }
    }
    return count;
  }

  @Override
  public Drop send(CandidatePair pair, byte[] buffer, int offset, int length) {
    if (length > CAPACITY) {
      return Drop.TOO_LONG;
    }
    try {
      outbound.clear().put(buffer, offset, length).flip();
      int sent = channels.get(pair.socket()).send(outbound, pair.remote());
      return sent == length ? Drop.NONE : Drop.SEND_REFUSED;
    } catch (IOException e) {
      return Drop.SEND_REFUSED; // such as no route: the peer's checks will fail too
    }
  }

  @Override
  public int flush() {
    return 0; // each datagram went out at once
  }

  @Override
  public void await(long nanos) throws IOException {
    selector.select(key -> {}, Math.max(1, nanos / 1_000_000)); // it waits no finer
  }

  @Override
  public void wake() {
    if (selector.isOpen()) {
      selector.wakeup();
    }
  }

  @Override
  public void close() throws IOException {
    closeAll(selector, channels);
  }
}

package parley.e2e.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Datagrams between two nodes. Each node is told of one socket here and sees the other one's
 * datagrams come from it; where a node itself is, its own datagrams tell.
 */
final class Datagrams implements AutoCloseable {
  private static final int LARGEST = 2_048;

  private final InetAddress oneFace;
  private final ScheduledExecutorService late =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("late").factory());
  private final End one;
  private final End other;

  /** How one node is known to the other. */
  private final class End {
    private volatile DatagramSocket socket;
    private volatile Optional<SocketAddress> node = Optional.empty();

    End(InetAddress face) {
      socket = open(face);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void read(End from, Passage passage) {
      Thread.startVirtualThread(() -> read(socket, from, passage));
    }

    /** What comes here is from the node that {@code from} stands for, and meant for ours. */
    private void read(DatagramSocket from, End sender, Passage passage) {
      byte[] buffer = new byte[LARGEST];
      while (!from.isClosed()) {
        try {
          DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
          from.receive(packet);
          sender.node = Optional.of(packet.getSocketAddress());
          byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
          passage
              .datagram(System.nanoTime())
              .ifPresent(
                  delay ->
                      late.schedule(
                          () -> send(sender, bytes), delay.toNanos(), TimeUnit.NANOSECONDS));
        } catch (IOException closed) {
          continue;
        }
      }
    }

    private void send(End sender, byte[] bytes) {
      node.ifPresent(
          to -> {
            try {
              sender.socket.send(new DatagramPacket(bytes, bytes.length, to));
            } catch (IOException closedOrRefused) {
              // as on any network
            }
          });
    }
  }

  /**
   * Both ways.
   *
   * @param oneFace of this machine's addresses that where the second node sees the first
   */
  Datagrams(InetAddress oneFace, InetAddress otherFace, Passage there, Passage back) {
    this.oneFace = oneFace;
    one = new End(oneFace);
    other = new End(otherFace);
    other.read(one, there);
    one.read(other, back);
  }

  private static DatagramSocket open(InetAddress address) {
    try {
      return new DatagramSocket(0, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the first node is reached through this. */
  InetSocketAddress one() {
    return one.address();
  }

  InetSocketAddress other() {
    return other.address();
  }

  /** The first node comes from another address from now on; the former one leads nowhere. */
  void moveOne(Passage back) {
    DatagramSocket former = one.socket;
    one.socket = open(oneFace);
    former.close();
    one.read(other, back);
  }

  @Override
  public void close() {
    one.socket.close();
    other.socket.close();
    late.shutdownNow();
  }
}

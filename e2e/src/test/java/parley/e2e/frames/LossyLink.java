package parley.e2e.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What lies between browsers and the relay: it loses a share of the media packets, both ways, by a
 * seed. ICE and DTLS pass whole, so that a call always begins.
 */
final class LossyLink implements AutoCloseable {
  private static final int LARGEST = 2_048;

  /** RFC 7983: the first byte of RTP and RTCP. */
  private static final int FIRST_MEDIA_BYTE = 128;

  private static final int LAST_MEDIA_BYTE = 191;

  private final InetSocketAddress relay;
  private final double loss;
  private final Random random;
  private final DatagramSocket outer;
  private final Map<SocketAddress, DatagramSocket> inner = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong passed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  /** A link on an address of this machine to a relay on the same. */
  LossyLink(InetSocketAddress relay, double loss, long seed) throws IOException {
    this.relay = relay;
    this.loss = loss;
    random = new Random(seed);
    outer = new DatagramSocket(0, relay.getAddress());
    threads.execute(() -> read(outer, this::towardsTheRelay));
  }

  /** Where a browser finds the relay. */
  InetSocketAddress address() {
    return (InetSocketAddress) outer.getLocalSocketAddress();
  }

  /** Media packets that passed, and that were lost. */
  @Override
  public String toString() {
    return "%d media packets passed, %d lost".formatted(passed.get(), lost.get());
  }

  long lost() {
    return lost.get();
  }

  private interface Forward {
    void accept(DatagramPacket packet) throws IOException;
  }

  private static void read(DatagramSocket socket, Forward forward) {
    byte[] buffer = new byte[LARGEST];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        forward.accept(packet);
      } catch (IOException closedOrRefused) {
        continue;
      }
    }
  }

  private void towardsTheRelay(DatagramPacket packet) throws IOException {
    DatagramSocket own = inner.computeIfAbsent(packet.getSocketAddress(), this::open);
    pass(packet, own, relay);
  }

  private DatagramSocket open(SocketAddress browser) {
    try {
      DatagramSocket own = new DatagramSocket(0, relay.getAddress());
      threads.execute(() -> read(own, packet -> pass(packet, outer, browser)));
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pass(DatagramPacket packet, DatagramSocket by, SocketAddress to) throws IOException {
    int first = packet.getData()[packet.getOffset()] & 0xFF;
    boolean media = first >= FIRST_MEDIA_BYTE && first <= LAST_MEDIA_BYTE;
    if (media && isLost()) {
      lost.incrementAndGet();
      return;
    }
    passed.addAndGet(media ? 1 : 0);
    packet.setSocketAddress(to);
    by.send(packet);
  }

  private synchronized boolean isLost() {
    return random.nextDouble() < loss;
  }

  @Override
  public void close() {
    outer.close();
    inner.values().forEach(DatagramSocket::close);
    threads.close();
  }
}

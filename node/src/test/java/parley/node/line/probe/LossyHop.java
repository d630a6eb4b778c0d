package parley.node.line.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import parley.node.trunk.ToldEnd;

/** Stands between two relays and drops one in so many datagrams that pass, in both directions. */
final class LossyHop implements AutoCloseable {
  private static final int MOST = 2_048;

  private final DatagramSocket socket;
  private final int oneIn;
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private volatile InetSocketAddress behind;
  private volatile InetSocketAddress before;

  LossyHop(int oneIn) throws IOException {
    this.oneIn = oneIn;
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::run);
  }

  /** The same end, as who is told of it reaches it by way of us. */
  ToldEnd inFrontOf(ToldEnd end) {
    behind = end.candidates().getFirst();
    InetSocketAddress here = (InetSocketAddress) socket.getLocalSocketAddress();
    return new ToldEnd(end.channel(), end.turn(), List.of(here));
  }

  int dropped() {
    return dropped.get();
  }

  private void run() {
    try {
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(new byte[MOST], MOST);
        socket.receive(packet);
        pass(packet);
      }
    } catch (IOException closed) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(closed);
      }
    }
  }

  private void pass(DatagramPacket packet) throws IOException {
    boolean isBack = packet.getSocketAddress().equals(behind);
    if (!isBack) {
      before = (InetSocketAddress) packet.getSocketAddress();
    }
    if (passed.incrementAndGet() % oneIn == 0) {
      dropped.incrementAndGet();
    } else if (isBack && before != null) {
      packet.setSocketAddress(before);
      socket.send(packet);
    } else if (behind != null) {
      packet.setSocketAddress(behind);
      socket.send(packet);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

package parley.node.room;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import parley.relay.TrunkEnd;

/**
 * The network between two relays: each knows the other only by a socket here, all that crosses is
 * counted by the stream that it says it is of, and it can be cut.
 */
final class MediaWire implements AutoCloseable {
  private static final int CHANNEL_HEADER = 4;
  private static final int SSRC_AT = CHANNEL_HEADER + 8;
  private static final int SOUND = 111;
  private static final int PICTURE = 96;

  final End one = new End();
  final End other = new End();
  private volatile boolean isCut;

  /** How many packets of each stream crossed. */
  record Crossing(Map<Long, Integer> sounds, Map<Long, Integer> pictures) {}

  MediaWire() {
    one.pass(other);
    other.pass(one);
  }

  /** How one relay is known to the other; what comes here is for it. */
  final class End {
    private final DatagramSocket socket = open();
    private final Map<Long, Integer> sounds = new ConcurrentHashMap<>();
    private final Map<Long, Integer> pictures = new ConcurrentHashMap<>();
    private volatile Optional<InetSocketAddress> relay = Optional.empty();

    /** The relay's end, as the other one is told of it. */
    TrunkEnd inFrontOf(TrunkEnd end) {
      relay = Optional.of(end.candidates().getFirst());
      return new Hidden(end, (InetSocketAddress) socket.getLocalSocketAddress());
    }

    private void pass(End from) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!socket.isClosed()) {
                  passOne(from);
                }
              });
    }

    private void passOne(End from) {
      DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
      try {
        socket.receive(packet);
        if (!isCut && relay.isPresent()) {
          count(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
          packet.setSocketAddress(relay.get());
          from.socket.send(packet);
        }
      } catch (IOException closed) {
        if (!socket.isClosed() && !from.socket.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }

    private void count(ByteBuffer datagram) {
      int type = datagram.get(CHANNEL_HEADER + 1) & 0x7F;
      if (type == SOUND || type == PICTURE) {
        (type == SOUND ? sounds : pictures)
            .merge(Integer.toUnsignedLong(datagram.getInt(SSRC_AT)), 1, Integer::sum);
      }
    }

    /** What has come for this relay since {@link #forget}. */
    Crossing crossing() {
      return new Crossing(streams(sounds), streams(pictures));
    }

    private static Map<Long, Integer> streams(Map<Long, Integer> packets) {
      return packets.entrySet().stream()
          .collect(
              Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum, TreeMap::new));
    }

    void forget() {
      sounds.clear();
      pictures.clear();
    }
  }

  private record Hidden(TrunkEnd end, InetSocketAddress seen) implements TrunkEnd {
    @Override
    public int channel() {
      return end.channel();
    }

    @Override
    public java.util.List<InetSocketAddress> candidates() {
      return java.util.List.of(seen);
    }

    @Override
    public void close() {
      end.close();
    }
  }

  void cut(boolean now) {
    isCut = now;
  }

  private static DatagramSocket open() {
    try {
      return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    one.socket.close();
    other.socket.close();
  }
}

package parley.node.room;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of this machine's addresses the relay listens on while the room works on this machine only.
 */
final class RelayAddresses {
  private RelayAddresses() {}

  /**
   * The host's own addresses, which Firefox needs since it ignores loopback candidates, then
   * loopback.
   */
  static List<InetAddress> ofThisMachine() {
    List<InetAddress> addresses = new ArrayList<>();
    try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
      interfaces
          .filter(RelayAddresses::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .forEach(addresses::add);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    addresses.removeIf(
        each ->
            !(each instanceof Inet4Address)
                || each.isLoopbackAddress()
                || each.isLinkLocalAddress());
    addresses.add(InetAddress.ofLiteral("127.0.0.1"));
    return addresses;
  }

  private static boolean isUp(NetworkInterface each) {
    try {
      return each.isUp() && !each.isPointToPoint();
    } catch (SocketException e) {
      return false;
    }
  }
}

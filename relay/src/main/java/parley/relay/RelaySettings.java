package parley.relay;

import java.net.InetAddress;
import java.util.List;

/**
 * How a relay is run.
 *
 * @param addresses what to bind to and announce, best first; never a wildcard
 * @param port UDP port on each address, 0 for any that is free
 */
public record RelaySettings(List<InetAddress> addresses, int port) {
  public RelaySettings {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || addresses.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
      throw new IllegalArgumentException("a relay needs addresses of this machine, no wildcard");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number up to 65535");
    }
  }
}

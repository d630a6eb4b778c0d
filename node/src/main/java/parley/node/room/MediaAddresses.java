package parley.node.room;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where media reach this node.
 *
 * @param port UDP port to listen on, 0 for any that is free
 * @param announced what counterparts are told for media between nodes, best first; empty for the
 *     addresses of this machine
 */
public record MediaAddresses(int port, List<InetSocketAddress> announced) {
  /** Most addresses that are announced. */
  public static final int MAX = 4;

  /** Those of this machine, at any port. */
  public static final MediaAddresses OWN = new MediaAddresses(0, List.of());

  public MediaAddresses {
    announced = List.copyOf(announced);
    if (announced.size() > MAX || announced.stream().anyMatch(InetSocketAddress::isUnresolved)) {
      throw new IllegalArgumentException("few announced, all of them addresses");
    }
  }
}

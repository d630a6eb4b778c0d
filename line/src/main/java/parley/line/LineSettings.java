package parley.line;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * How a node takes part in lines.
 *
 * @param listen where it listens; port 0 for any
 * @param announced what invitations and counterparts are told; empty for what it listens on
 */
public record LineSettings(InetSocketAddress listen, List<LineAddress> announced) {
  public LineSettings {
    announced = List.copyOf(announced);
    if (announced.size() > LineAddress.MAX) {
      throw new IllegalArgumentException("at most " + LineAddress.MAX + " addresses");
    }
  }
}

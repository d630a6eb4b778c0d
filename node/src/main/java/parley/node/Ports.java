package parley.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import parley.node.demo.DemoCast;
import parley.node.demo.House;
import parley.node.web.Server;

/** On which ports the demo's two nodes listen, on loopback. */
public record Ports(Doors norland, Doors sudria) {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /**
   * One node's.
   *
   * @param web for browsers
   * @param line for the other node
   */
  public record Doors(int web, int line) {}

  /**
   * For browsers this port and the next one, or any that are free if it is zero; for the line any
   * that are free.
   */
  public static Ports from(int port) throws Server.PortTaken {
    if (port == 0) {
      return new Ports(new Doors(free(), free()), new Doors(free(), free()));
    }
    Server.mustBeFree(port);
    Server.mustBeFree(port + 1);
    return new Ports(new Doors(port, free()), new Doors(port + 1, free()));
  }

  private static int free() {
    try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The house of a delegation. */
  House.Own own(String delegation) {
    String other = DemoFolder.other(delegation);
    return new House.Own(delegation, cast(other), line(other));
  }

  /** A delegation's own. */
  public Doors of(String delegation) {
    return delegation.equals(DemoCast.NORLAND.id()) ? norland : sudria;
  }

  /** Where a delegation's node listens for the other. */
  public String line(String delegation) {
    return "127.0.0.1:" + of(delegation).line();
  }

  /** A delegation's cast page. */
  public URI cast(String delegation) {
    return URI.create("http://localhost:" + of(delegation).web() + "/");
  }
}

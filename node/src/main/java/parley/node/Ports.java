package parley.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import parley.node.demo.DemoCast;
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

  /** A delegation's own. */
  public Doors of(String delegation) {
    return delegation.equals(DemoCast.NORLAND.id()) ? norland : sudria;
  }

  /** The other delegation's. */
  public Doors besides(String delegation) {
    return delegation.equals(DemoCast.NORLAND.id()) ? sudria : norland;
  }

  /** A delegation's cast page. */
  public URI cast(String delegation) {
    return URI.create("http://localhost:" + of(delegation).web() + "/");
  }
}

package parley.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parley.line.LineSettings;
import parley.node.demo.House;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;
import parley.node.web.Route;
import parley.node.web.Server;

/** A whole demo node in this process, on a free port, with a folder that goes away. */
public final class NodeUnderTest implements AutoCloseable {
  private final Path data;
  private final Node node;

  private NodeUnderTest(Path data, Node node) {
    this.data = data;
    this.node = node;
  }

  /** A demo node that has just started with no data. */
  public static NodeUnderTest demo() {
    return start(true);
  }

  /** A node of one's own that has just started with no data. */
  public static NodeUnderTest run() {
    return start(false);
  }

  /** A demo's node of one delegation, with lines, that has just started with no data. */
  public static NodeUnderTest house(String delegation) {
    try {
      Path data = Files.createTempDirectory("parley-node");
      LineSettings lines = new LineSettings(new InetSocketAddress("127.0.0.1", 0), List.of());
      NodeConfig config = new NodeConfig(0, data, false, Optional.empty(), Optional.of(lines));
      House house = new House.Own(delegation, URI.create("http://localhost:9/"), "127.0.0.1:9");
      return new NodeUnderTest(data, Node.start(config, Optional.of(house)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DataDirectory.Busy | VaultClosed | Server.PortTaken e) {
      throw new IllegalStateException(e);
    }
  }

  private static NodeUnderTest start(boolean demo) {
    try {
      return start(Files.createTempDirectory("parley-node"), demo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NodeUnderTest start(Path data, boolean demo) {
    try {
      return new NodeUnderTest(
          data,
          Node.start(
              new NodeConfig(0, data, false, Optional.empty()),
              demo ? Optional.of(new House.Neutral()) : Optional.empty()));
    } catch (DataDirectory.Busy | VaultClosed | Server.PortTaken e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops this node and starts one of one's own on its folder: people and sessions stay. */
  public NodeUnderTest againAsOwn() {
    node.close();
    return start(data, false);
  }

  public int port() {
    return java.net.URI.create(node.address()).getPort();
  }

  public List<Route> routes() {
    return node.routes();
  }

  public Path data() {
    return data;
  }

  /**
   * A browser with no cookies at {@code host}, such as {@code anna.norland} or {@code
   * press.sudria}; empty for the cast page.
   */
  public Browser browser(String host) {
    return new Browser(port(), host);
  }

  /**
   * A browser in which this person, such as {@code anna.norland}, has signed in by her link from
   * the cast page.
   */
  public Browser signedIn(String person) {
    Browser browser = browser(person);
    browser.open(linkOf(person));
    browser.submit("/sign-in", java.util.Map.of());
    if (browser.status() != 303) {
      throw new IllegalStateException("could not sign in: " + browser.text());
    }
    return browser;
  }

  /** The secret part of a new link for the operator. */
  public String operatorSecret() {
    String link = node.operatorLink();
    return link.substring(link.indexOf('#') + 1);
  }

  /** The secret part of a new invitation for an administrator, as the command makes it. */
  public Optional<String> recover(String administrator) {
    return node.recover(administrator).map(link -> link.substring(link.indexOf('#') + 1));
  }

  /** The path of a person's sign-in link, as the cast page shows it now. */
  public String linkOf(String person) {
    String cast = browser("").open("/").text();
    String address = "http://" + person + ".localhost:" + port();
    int at = cast.indexOf(address + "/enter#");
    return cast.substring(at + address.length(), cast.indexOf('"', at));
  }

  @Override
  public void close() {
    node.close();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

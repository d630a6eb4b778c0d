package parley.e2e;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import parley.e2e.network.Between;
import parley.e2e.network.Place;
import parley.node.DemoFolder;
import parley.node.DemoPreparation;
import parley.node.Ports;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;
import parley.node.web.Server;

/**
 * The demo: Norland's node and Sudria's, each as a process of its own, as {@code ./parley demo} has
 * them; or one node that has both. {@code -Dparley.houses=1} makes all of them neutral, to tell
 * what two nodes change.
 */
public final class Demo implements Hosts, AutoCloseable {
  public static final String NORLAND = "norland";
  public static final String SUDRIA = "sudria";

  /** Whether the delegations are to have a node each. */
  public static final boolean TWO = Integer.getInteger("parley.houses", 2) == 2;

  /** Both nodes in this process's own network. */
  public static final Map<String, Place> HERE = Map.of(NORLAND, Place.HERE, SUDRIA, Place.HERE);

  private final Map<String, List<String>> commands;
  private final Map<String, Place> places;
  private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();

  private Demo(Map<String, List<String>> commands, Map<String, Place> places) {
    this.commands = commands;
    this.places = places;
  }

  /** Starts both nodes in a folder, which may be that of the last time, on any free ports. */
  public static Demo start(Path data) {
    return TWO ? ofTwo(data) : neutral(data);
  }

  /** Starts one node that has both delegations. */
  public static Demo neutral(Path data) {
    List<String> command =
        new ArrayList<>(List.of("demo", "--neutral", "--data", data.toString(), "--port", "0"));
    NodeProcess node = launch(command, Place.HERE);
    int port = node.port();
    command.set(command.size() - 1, Integer.toString(port));
    Demo demo = new Demo(Map.of(NORLAND, command, SUDRIA, command), HERE);
    demo.nodes.put(NORLAND, node);
    demo.nodes.put(SUDRIA, node);
    return demo;
  }

  private static Demo ofTwo(Path data) {
    return ofTwo(data, HERE, (house, command, ports) -> command);
  }

  /**
   * Starts both nodes so that each knows the other only by an address of this network.
   *
   * @param network is told where both listen: Norland's is the first
   */
  public static Demo through(
      Path data, BiFunction<InetSocketAddress, InetSocketAddress, Between> network) {
    return through(data, HERE, network);
  }

  /** The same with each delegation's node in a place of its own, where its browsers must be too. */
  public static Demo through(
      Path data,
      Map<String, Place> places,
      BiFunction<InetSocketAddress, InetSocketAddress, Between> network) {
    AtomicReference<Between> between = new AtomicReference<>();
    return ofTwo(
        data,
        places,
        (house, command, ports) -> {
          if (between.get() == null) { // one network for both
            between.set(network.apply(line(ports, places, NORLAND), line(ports, places, SUDRIA)));
          }
          InetSocketAddress line = line(ports, places, house);
          return apart(command, line, house.equals(NORLAND), between.get());
        });
  }

  private static InetSocketAddress line(Ports ports, Map<String, Place> places, String house) {
    return new InetSocketAddress(places.get(house).own(), ports.of(house).line());
  }

  private static List<String> apart(
      List<String> command, InetSocketAddress line, boolean isFirst, Between between) {
    Between.Addresses own = isFirst ? between.one() : between.other();
    Between.Addresses far = isFirst ? between.other() : between.one();
    List<String> apart = new ArrayList<>(command);
    apart.set(apart.indexOf("--line") + 1, text(line));
    apart.set(apart.indexOf("--neighbour-line") + 1, text(far.line()));
    apart.addAll(List.of("--announce", text(own.line())));
    apart.addAll(List.of("--media-announce", text(own.media())));
    return apart;
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** What becomes of the command that starts a house. */
  private interface Command {
    List<String> of(String house, List<String> usual, Ports ports);
  }

  private static Demo ofTwo(Path data, Map<String, Place> places, Command how) {
    try {
      DemoFolder folder = new DemoFolder(data);
      Ports ports = Ports.from(0);
      DemoPreparation.prepare(folder, ports);
      Map<String, List<String>> commands = new LinkedHashMap<>();
      for (String house : List.of(NORLAND, SUDRIA)) {
        commands.put(house, how.of(house, folder.command(house, ports), ports));
      }
      Demo demo = new Demo(commands, places);
      commands.forEach(
          (house, command) -> demo.nodes.put(house, launch(command, places.get(house))));
      demo.nodes.values().forEach(NodeProcess::port);
      return demo;
    } catch (Server.PortTaken | DataDirectory.Busy | VaultClosed e) {
      throw new IllegalStateException(e);
    }
  }

  private static NodeProcess launch(List<String> command, Place place) {
    return NodeProcess.launch(command.getFirst(), command.subList(1, command.size()), place);
  }

  /** The node on which a delegation lives now. */
  public NodeProcess node(String delegation) {
    return nodes.get(delegation);
  }

  /** Its nodes: two, or one. */
  public List<NodeProcess> nodes() {
    return nodes.values().stream().distinct().toList();
  }

  /** Starts a delegation's node again where it was, after it has ended. */
  public void restart(String delegation) {
    NodeProcess gone = node(delegation);
    NodeProcess back = launch(commands.get(delegation), places.get(delegation));
    back.port();
    nodes.replaceAll((house, node) -> node == gone ? back : node);
  }

  /** Where a delegation's node listens for the other, in its own network. */
  public InetSocketAddress line(String delegation) {
    List<String> command = commands.get(delegation);
    String line = command.get(command.indexOf("--line") + 1);
    int colon = line.lastIndexOf(':');
    return new InetSocketAddress(
        line.substring(0, colon), Integer.parseInt(line.substring(colon + 1)));
  }

  /** The cast page that has a delegation's people. */
  public URI cast(String delegation) {
    return node(delegation).cast();
  }

  @Override
  public String at(String host, String path) {
    return node(host.substring(host.indexOf('.') + 1)).at(host, path);
  }

  @Override
  public void close() {
    nodes().forEach(NodeProcess::close);
  }
}

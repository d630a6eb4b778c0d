package parley.node;

import java.util.Optional;
import parley.node.demo.House;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;
import parley.node.web.Server;
import parley.node.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Norland and Sudria: each on its own node, or both on one. */
@Command(
    name = "demo",
    description =
        "Two nodes, Norland's and Sudria's, on ports N and N+1; prints one address to open.",
    mixinStandardHelpOptions = true)
final class DemoCommand extends ServeCommand {
  @Option(names = "--fresh", description = "forget the data of the last time")
  private boolean fresh;

  @Option(names = "--neutral", description = "both delegations on one node, a neutral host")
  private boolean neutral;

  @Override
  public Integer call() {
    try {
      return neutral ? one() : two();
    } catch (Server.PortTaken e) {
      return portTaken(e);
    } catch (DataDirectory.Busy e) {
      return busy(e);
    } catch (VaultClosed e) {
      return locked(e);
    }
  }

  private int one() throws DataDirectory.Busy {
    DemoFolder folder = new DemoFolder(folder("neutral"));
    if (folder.isOfTwoNodes() && !fresh) {
      return otherDemo("command.houses.two-nodes", folder);
    }
    if (fresh) {
      folder.empty();
    }
    return serve(folder.root(), fresh, Optional.empty(), Optional.of(new House.Neutral()));
  }

  private int two() throws Server.PortTaken, DataDirectory.Busy, VaultClosed {
    checkPort(0, 65_534, "command.houses.port-range");
    DemoFolder folder = new DemoFolder(folder("demo"));
    if (folder.isOfOneNode() && !fresh) {
      return otherDemo("command.houses.one-node", folder);
    }
    Ports ports = Ports.from(port());
    if (fresh) {
      folder.empty();
    }
    DemoPreparation.prepare(folder, ports);
    try (Houses houses = new Houses(folder, ports, this::say)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(houses::close));
      houses.start();
      return houses.awaitEnd();
    }
  }

  private int otherDemo(String key, DemoFolder folder) {
    return fail(OTHER_DEMO, Main.words().text(key, folder.root()));
  }

  @Override
  Optional<String> greeting(Node node, Words words) {
    return Optional.of(words.text("command.demo.ready", node.address()));
  }

  @Override
  String whyNoGreeting(Words words) {
    throw new IllegalStateException("the demo always greets");
  }
}

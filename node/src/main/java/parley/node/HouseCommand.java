package parley.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import parley.node.demo.DemoCast;
import parley.node.demo.House;
import parley.node.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One of the demo's two nodes, as {@link Houses} starts it: the folder is prepared already. It ends
 * with its standard input, so that it does not outlive whoever has started it.
 */
@Command(name = "house", hidden = true, description = "One of the demo's two nodes.")
final class HouseCommand extends ServeCommand {
  @Option(names = "--delegation", required = true, paramLabel = "NAME")
  private String delegation = "";

  @Option(names = "--neighbour", required = true, paramLabel = "ADDRESS")
  private URI neighbour = URI.create("");

  @Option(names = "--neighbour-line", required = true, paramLabel = "HOST:PORT")
  private String neighbourLine = "";

  @Override
  public Integer call() {
    House house = new House.Own(delegation, neighbour, neighbourLine);
    return serve(folder(delegation), false, Optional.empty(), Optional.of(house));
  }

  @Override
  void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // whoever has started it has nothing to say
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Optional<String> greeting(Node node, Words words) {
    String name = DemoCast.delegation(delegation).name(words.language());
    return Optional.of(words.text("command.house.ready", name, node.address()));
  }

  @Override
  String whyNoGreeting(Words words) {
    throw new IllegalStateException("the demo always greets");
  }
}

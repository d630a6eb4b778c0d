package parley.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import parley.node.demo.DemoCast;
import parley.node.people.Delegation;
import parley.node.storage.DataDirectory;

/**
 * The demo's folder: one for each of its two nodes, and a mark that both have been prepared. A demo
 * of one node has its database here instead.
 */
public record DemoFolder(Path root) {
  static final List<String> HOUSES =
      List.of(DemoCast.NORLAND, DemoCast.SUDRIA).stream().map(Delegation::id).toList();

  private static final String DATABASE = "parley.db";

  /** The folder of one of the two nodes. */
  Path house(String delegation) {
    return root.resolve(delegation);
  }

  /** The command that makes a process one of the two nodes. */
  public List<String> command(String delegation, Ports ports) {
    String other = other(delegation);
    return List.of(
        "house",
        "--delegation",
        delegation,
        "--port",
        Integer.toString(ports.of(delegation).web()),
        "--data",
        house(delegation).toString(),
        "--neighbour",
        ports.cast(other).toString(),
        "--line",
        ports.line(delegation),
        "--neighbour-line",
        ports.line(other));
  }

  /** The delegation on the other node. */
  static String other(String delegation) {
    return HOUSES.stream().filter(each -> !each.equals(delegation)).findFirst().orElseThrow();
  }

  boolean isOfOneNode() {
    return Files.exists(root.resolve(DATABASE));
  }

  boolean isOfTwoNodes() {
    return HOUSES.stream().anyMatch(house -> Files.exists(house(house).resolve(DATABASE)));
  }

  /** Whether both nodes have all that they begin with. */
  boolean isPrepared() {
    return Files.exists(mark());
  }

  /** From now on both nodes go on with what they have. */
  void markPrepared() {
    try {
      Files.createFile(mark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what a demo of either kind has written. */
  void empty() throws DataDirectory.Busy {
    if (isOfOneNode()) {
      empty(root);
    }
    for (String house : HOUSES) {
      if (Files.exists(house(house))) {
        empty(house(house));
      }
    }
    try {
      Files.deleteIfExists(mark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path folder) throws DataDirectory.Busy {
    try (DataDirectory taken = DataDirectory.take(folder)) {
      taken.empty();
    }
  }

  private Path mark() {
    return root.resolve("prepared");
  }
}

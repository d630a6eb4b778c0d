package parley.node;

import java.util.Optional;
import parley.node.demo.DemoCast;
import parley.node.demo.House;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;

/** Gives the demo's two nodes what they begin with: people, keys, and the story so far. */
public final class DemoPreparation {
  private DemoPreparation() {}

  /** Prepares both folders, unless they are; what is left of a preparation cut short is removed. */
  public static void prepare(DemoFolder folder, Ports ports)
      throws DataDirectory.Busy, VaultClosed {
    if (folder.isPrepared()) {
      return;
    }
    folder.empty();
    for (String house : DemoFolder.HOUSES) {
      try (Foundation foundation = open(folder, ports, house)) {
        foundation.signatures().equip(foundation.clock().instant());
      }
    }
    folder.markPrepared();
  }

  private static Foundation open(DemoFolder folder, Ports ports, String delegation)
      throws DataDirectory.Busy, VaultClosed {
    NodeConfig config =
        new NodeConfig(
            ports.of(delegation).web(), folder.house(delegation), false, Optional.empty());
    Foundation foundation = Node.open(config);
    foundation.ground().willListenOn(config.port()); // people's authenticators are bound to it
    DemoCast.join(foundation.people(), new House.Own(delegation, ports.cast(delegation)));
    return foundation;
  }
}

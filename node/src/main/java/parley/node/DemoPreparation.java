package parley.node;

import java.time.Instant;
import java.util.Optional;
import parley.node.demo.DemoCast;
import parley.node.demo.DemoStory;
import parley.node.demo.House;
import parley.node.demo.Messenger;
import parley.node.press.PressOffices;
import parley.node.storage.DataDirectory;
import parley.node.storage.VaultClosed;

/**
 * Gives the demo's two nodes what they begin with: each its own people and keys, and of the story
 * so far what its side has seen.
 */
public final class DemoPreparation {
  private DemoPreparation() {}

  /** Prepares both folders, unless they are; what is left of a preparation cut short is removed. */
  public static void prepare(DemoFolder folder, Ports ports)
      throws DataDirectory.Busy, VaultClosed {
    if (folder.isPrepared()) {
      return;
    }
    folder.empty();
    try (Foundation norland = open(folder, ports, DemoCast.NORLAND.id());
        Foundation sudria = open(folder, ports, DemoCast.SUDRIA.id())) {
      Instant now = norland.clock().instant();
      PressOffices norlandPress = norland.press();
      PressOffices sudriaPress = sudria.press();
      DemoStory.play(
          clock ->
              Messenger.between(
                  norland.stage(norlandPress, clock), sudria.stage(sudriaPress, clock)),
          now);
    }
    folder.markPrepared();
  }

  private static Foundation open(DemoFolder folder, Ports ports, String delegation)
      throws DataDirectory.Busy, VaultClosed {
    int port = ports.of(delegation).web();
    Foundation foundation =
        Node.open(new NodeConfig(port, folder.house(delegation), false, Optional.empty()));
    foundation.ground().willListenOn(port); // people's authenticators are bound to it
    DemoCast.join(foundation.people(), new House.Own(delegation, ports.cast(delegation)));
    foundation.signatures().equip(foundation.clock().instant());
    return foundation;
  }
}

package parley.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.node.demo.DemoCast;
import parley.node.demo.DemoStory;
import parley.node.demo.Messenger;
import parley.node.line.Counterpart;
import parley.node.line.Counterparts;
import parley.node.people.Delegation;
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
      introduce(norland, sudria, ports, now);
      introduce(sudria, norland, ports, now);
    }
    folder.markPrepared();
  }

  /** One side knows the other's line, and that the talk is with that side. */
  private static void introduce(Foundation here, Foundation there, Ports ports, Instant now) {
    String own = here.people().delegations().getFirst().id();
    Delegation other = there.people().delegations().getFirst();
    Counterparts counterparts = new Counterparts(here.database(), here.people());
    Counterpart counterpart =
        counterparts.add(
            own,
            there.keys().line(other.id()).publicKey(),
            DemoCast.texts(other),
            List.of(ports.line(other.id())),
            now);
    here.talks(here.clock()).ids().forEach(talk -> counterparts.share(talk, counterpart));
  }

  private static Foundation open(DemoFolder folder, Ports ports, String delegation)
      throws DataDirectory.Busy, VaultClosed {
    int port = ports.of(delegation).web();
    Foundation foundation =
        Foundation.open(new NodeConfig(port, folder.house(delegation), false, Optional.empty()));
    foundation.ground().willListenOn(port); // people's authenticators are bound to it
    DemoCast.join(foundation.people(), ports.own(delegation));
    foundation.signatures().equip(foundation.clock().instant());
    return foundation;
  }
}

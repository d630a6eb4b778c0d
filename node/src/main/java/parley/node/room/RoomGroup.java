package parley.node.room;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import parley.node.room.group.Conductor;
import parley.node.room.group.Forwarders;
import parley.node.room.group.GroupLog;
import parley.node.room.group.GroupOrder;
import parley.node.room.group.Later;
import parley.node.room.group.SharedLog;
import parley.node.room.group.Upward;

/** Who orders the group of one room: this node, or another one. Owned by the room's thread. */
final class RoomGroup {
  /** Another node cannot exhaust the generations' numbers by naming a large one. */
  private static final long MOST_SKIPPED = 1_000;

  private final GroupLog log;
  private final Later later;
  private final Up up;
  private GroupOrder order;

  /** What an order that was given up had still to do later is not done. */
  private Object current = new Object();

  /** The chain of the far delegation whose node orders; empty while this one does. */
  private String orderedBy = "";

  private String drawn = "";

  /** How something is said to the node that orders. */
  interface Up {
    /**
     * @param side of this house, over whose line
     * @param chain of the far delegation
     */
    void say(String side, String chain, Upward word);
  }

  /**
   * Ordered by this node until the dossier says otherwise.
   *
   * @param happened hears what is new in the group while this node orders
   * @param changed hears that there is another group, or none any more
   */
  RoomGroup(GroupLog log, Later later, Consumer<GroupLog.Event> happened, Runnable changed, Up up) {
    this.log = new SharedLog(log, happened, changed);
    this.later = later;
    this.up = up;
    this.order = conduct();
  }

  GroupOrder order() {
    return order;
  }

  GroupLog log() {
    return log;
  }

  boolean isOrderedHere() {
    return orderedBy.isEmpty();
  }

  /** Whether it is for this delegation, which lives here, that this node orders. */
  boolean isOrderedFor(String chain) {
    return isOrderedHere() && drawn.equals(chain);
  }

  /** The forwarders to the node of this delegation, if that one orders. */
  Optional<Forwarders> forwardersTo(String chain) {
    return order instanceof Forwarders forwarders && orderedBy.equals(chain)
        ? Optional.of(forwarders)
        : Optional.empty();
  }

  /** The chain of the delegation whose node orders; empty before anybody can be in the room. */
  String drawn() {
    return drawn;
  }

  /** Looks for whom which node orders now; if that has changed, everybody sits down anew. */
  boolean review(List<RoomSide> sides) {
    Optional<RoomSide> now = sides.stream().filter(RoomSide::orders).findFirst();
    String before = drawn;
    drawn = now.map(RoomSide::chain).orElse(drawn);
    String by = now.map(side -> side.isLocal() ? "" : side.chain()).orElse(orderedBy);
    if (drawn.equals(before) && by.equals(orderedBy)) {
      return false;
    }
    orderedBy = by;
    current = new Object();
    order = by.isEmpty() ? conduct() : new Forwarders(log, (side, word) -> up.say(side, by, word));
    return true;
  }

  /** Another node has known later generations: numbers that browsers have seen come no more. */
  boolean skipTo(long generation) {
    long known = log.standing().generation();
    if (!isOrderedHere() || generation <= known || generation > known + MOST_SKIPPED) {
      return false;
    }
    log.adopt(generation, "");
    order = conduct();
    return true;
  }

  private Conductor conduct() {
    Object mine = new Object();
    current = mine;
    return new Conductor(
        log,
        (delay, command) -> {
          later.after(
              delay,
              () -> {
                if (current == mine) {
                  command.run();
                }
              });
        });
  }
}

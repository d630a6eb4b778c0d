package parley.node.room.group;

import java.util.function.Consumer;

/** A node in a simulation, as browsers see it. */
interface SimulatedNode {
  boolean isUp();

  /** How often it has been started. */
  int life();

  /** Does something there, unless it is down. */
  void at(Consumer<GroupOrder> what);
}

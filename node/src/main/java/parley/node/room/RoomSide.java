package parley.node.room;

import parley.node.people.Delegation;

/**
 * A delegation of a talk as its room shows it.
 *
 * @param id its slug among all that this node knows: of a delegation beyond a line its nickname
 * @param chain what it writes in the dossier
 * @param mark its hue in the look
 * @param isLocal whether its people are this node's
 * @param orders whether its node orders the group
 */
public record RoomSide(
    String id, String chain, Names names, String mark, boolean isLocal, boolean orders) {
  static RoomSide of(Delegation local, String chain, String mark, boolean orders) {
    return new RoomSide(
        local.id(), chain, Names.of(local.names(), local.language()), mark, true, orders);
  }
}

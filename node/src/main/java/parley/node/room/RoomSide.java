package parley.node.room;

import parley.node.people.Delegation;

/**
 * A delegation of a talk as its room shows it.
 *
 * @param id its slug among all that this node knows: of a delegation beyond a line its nickname
 * @param chain what it writes in the dossier
 * @param isLocal whether its people are this node's
 * @param isMember whether all others have accepted it, so that its people can be in the room
 */
public record RoomSide(String id, String chain, Names names, boolean isLocal, boolean isMember) {
  static RoomSide of(Delegation local, String chain, boolean isMember) {
    return new RoomSide(
        local.id(), chain, Names.of(local.names(), local.language()), true, isMember);
  }
}

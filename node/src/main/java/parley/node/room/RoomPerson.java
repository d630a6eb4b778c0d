package parley.node.room;

import java.util.Set;
import parley.dossier.model.Role;
import parley.node.people.Delegate;

/**
 * Somebody who may be in a room, of whichever house.
 *
 * @param side her delegation's slug or nickname on this node
 * @param person who she is within it
 * @param language tag of the one she reads first, as far as this node knows
 * @param devices how many live devices she has in the talk
 * @param isInside whether she is in the room by the record
 * @param isLocal whether she is a delegate of this node
 */
record RoomPerson(
    String side,
    String person,
    Names names,
    Set<Role> roles,
    String language,
    int devices,
    boolean isInside,
    boolean isLocal) {
  RoomPerson {
    roles = Set.copyOf(roles);
  }

  static RoomPerson of(Delegate local, int devices, boolean isInside) {
    return new RoomPerson(
        local.id().delegation(),
        local.id().person(),
        Names.of(local.names(), local.delegation().language()),
        local.roles(),
        local.language().tag(),
        devices,
        isInside,
        true);
  }

  /** Who she is on this node: {@code viktor.sudria}. */
  String id() {
    return person + "." + side;
  }

  /** The word for what she is there for. */
  String role() {
    return roles.stream().min(Enum::compareTo).map(Role::word).orElse("");
  }
}

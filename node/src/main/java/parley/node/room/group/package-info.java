/**
 * Keeps the order of a room's group: which commit leads from each epoch to the next, who is asked
 * for one, and what somebody is sent who comes, comes back or lost her keys. It holds no key and
 * reads nothing of what it passes on; the group's members judge everything.
 *
 * <p>{@link parley.node.room.group.Conductor} is owned by its room's thread. What {@link
 * parley.node.room.group.GroupLog} returned from is on the disk.
 */
package parley.node.room.group;

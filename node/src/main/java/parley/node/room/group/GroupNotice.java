package parley.node.room.group;

import java.util.List;

/** What the node says about a room's group. */
public sealed interface GroupNotice {
  /** Nobody has keys: make the group. */
  record OpenGroup(long generation) implements GroupNotice {}

  /** Add these, and remove whoever may be removed. */
  record CommitWanted(long generation, long epoch, List<String> keyPackages)
      implements GroupNotice {
    public CommitWanted {
      keyPackages = List.copyOf(keyPackages);
    }
  }

  /** The one commit that leads on from this epoch; for its sender the acknowledgement. */
  record Commit(long generation, String group, long epoch, String commit) implements GroupNotice {}

  /** She is in, from this epoch on. */
  record Welcome(long generation, String group, long epoch, String welcome)
      implements GroupNotice {}

  /**
   * Hers came second, or out of place; this is where the group is. If she was coming in, or making
   * the group, she says anew what she wants.
   */
  record Stale(long generation, long epoch) implements GroupNotice {}

  /** Come in by a commit from outside, from this epoch. */
  record Rejoin(long generation, String group, long epoch, String groupInfo)
      implements GroupNotice {}

  /** A message; for its sender the acknowledgement. */
  record Message(long generation, long epoch, String id, String message) implements GroupNotice {}

  /** Her message of this id is not kept: she has written as much as the log takes of one person. */
  record Full(String id) implements GroupNotice {}

  /** Say anew where you are: who orders the group has lost sight of this page. */
  record Again() implements GroupNotice {}

  /** Its name on the wire. */
  default String type() {
    return switch (this) {
      case OpenGroup ignored -> "open-group";
      case CommitWanted ignored -> "commit-wanted";
      case Commit ignored -> "commit";
      case Welcome ignored -> "welcome";
      case Stale ignored -> "stale";
      case Rejoin ignored -> "rejoin";
      case Message ignored -> "message";
      case Full ignored -> "full";
      case Again ignored -> "again";
    };
  }
}

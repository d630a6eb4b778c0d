package parley.node.room.group;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of the group of one talk's room. What returned is on the disk. Of an ended
 * generation only its number stays.
 */
public interface GroupLog {
  /**
   * Where the group is.
   *
   * @param generation the latest there was; 0 before the first
   * @param open empty if that has ended
   */
  record Standing(long generation, Optional<Open> open) {}

  /** A group that goes on. */
  record Open(String group, long epoch) {}

  Standing standing();

  /** Opens the generation after the last one, unless somebody did or the last goes on. */
  boolean create(GroupRequest.Create group);

  /** Leads on from the current epoch, unless somebody did; exactly one commit ever does. */
  boolean commit(GroupRequest.Commit commit);

  /** Keeps a message of the open group; false if that sender's of that id is kept already. */
  boolean keep(String sender, GroupRequest.Message message);

  /** By which somebody from outside commits to the open group's current epoch. */
  String groupInfo();

  /**
   * What was kept since this epoch began, as it was told: commits, and messages also of earlier
   * epochs.
   */
  List<GroupNotice> since(long epoch);

  /** Deletes all but the number of the generation. */
  void end();
}

package parley.node.room.group;

import java.util.List;
import java.util.Map;
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
  record Standing(long generation, Optional<Open> open) {
    static Standing of(long generation, String group, long epoch) {
      return new Standing(generation, Optional.of(new Open(group, epoch)));
    }

    Standing ended() {
      return new Standing(generation, Optional.empty());
    }

    /** Of the group that goes on; 0 without one. */
    long epoch() {
      return open.map(Open::epoch).orElse(0L);
    }

    /** Whether it is this group that goes on. */
    boolean isOpen(long ofGeneration, String group) {
      return ofGeneration == generation && open.filter(it -> it.group().equals(group)).isPresent();
    }

    /** Whether the group that goes on has come as far as this epoch. */
    boolean hasReached(long ofGeneration, long epoch) {
      return ofGeneration == generation && open.filter(it -> epoch <= it.epoch()).isPresent();
    }
  }

  /** A group that goes on. */
  record Open(String group, long epoch) {}

  /**
   * Something that is kept.
   *
   * @param sender whose message it is; empty for a commit
   */
  record Event(String sender, GroupNotice notice) {}

  Standing standing();

  /** Opens the generation after the last one, unless somebody did or the last goes on. */
  boolean create(GroupRequest.Create group);

  /**
   * Leads on from the current epoch, unless somebody did; exactly one commit ever does.
   *
   * @param takers the persons for each of whom it counts
   */
  boolean commit(GroupRequest.Commit commit, List<String> takers);

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

  /** How many characters are kept of each sender, of all commits under an empty name. */
  Map<String, Long> volume();

  /** How many characters of the open group's commits count for each person. */
  Map<String, Long> commits();

  /** How many events of the open group are kept. */
  long kept();

  /**
   * Events of the open group from this place on, as many as make {@code most} characters or one.
   */
  List<Event> events(long from, int most);

  /**
   * Forgets what is kept and begins to copy another node's log, from its first event on.
   *
   * @param group empty if that generation has ended
   */
  void adopt(long generation, String group);

  /** Keeps a copied event as the next one; false if it is none of this group, or not the next. */
  boolean copy(Event event);

  /** As many of the first as make {@code most} characters, but one if there is any. */
  static List<Event> first(List<Event> events, int most) {
    long size = 0;
    int count = 0;
    for (Event event : events) {
      size += length(event.notice());
      if (count > 0 && size > most) {
        break;
      }
      count++;
    }
    return List.copyOf(events.subList(0, count));
  }

  private static int length(GroupNotice notice) {
    return switch (notice) {
      case GroupNotice.Commit commit -> commit.commit().length();
      case GroupNotice.Message message -> message.message().length();
      default -> 0;
    };
  }
}

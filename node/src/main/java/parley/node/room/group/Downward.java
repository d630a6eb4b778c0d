package parley.node.room.group;

import java.util.List;

/** What the node that orders a group says to one that has pages in it. */
public sealed interface Downward {
  /**
   * Which group there is.
   *
   * @param group empty if the generation has ended
   */
  record Stand(long generation, String group) implements Downward {}

  /** A notice for these pages. */
  record Told(List<Long> pages, GroupNotice notice) implements Downward {
    public Told {
      pages = List.copyOf(pages);
    }
  }

  /** The next event of the group; also a notice for these pages. */
  record Happened(List<Long> pages, GroupLog.Event event) implements Downward {
    public Happened {
      pages = List.copyOf(pages);
    }
  }

  /** Events of the group from a place on; from 0: all that was kept is forgotten first. */
  record Kept(long generation, String group, long from, List<GroupLog.Event> events, boolean isAll)
      implements Downward {
    public Kept {
      events = List.copyOf(events);
    }
  }

  /** Nobody sits there by this number. */
  record Unseated(long page) implements Downward {}
}

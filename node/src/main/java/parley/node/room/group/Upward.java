package parley.node.room.group;

/** What a node whose pages are beyond the line says to the one that orders their group. */
public sealed interface Upward {
  /** Names a page of its own by a number that it never uses again in a session. */
  record Sit(long page, String person) implements Upward {
    public Sit {
      GroupRequest.Form.name(person);
    }
  }

  /** The page is gone. */
  record Rise(long page) implements Upward {}

  /** What the page says. */
  record Ask(long page, GroupRequest request) implements Upward {}

  /** It has so many events of this group, and wants those after them. */
  record More(long generation, String group, long kept) implements Upward {
    public More {
      GroupRequest.Form.place(generation, kept);
      GroupRequest.Form.group(group);
    }
  }
}

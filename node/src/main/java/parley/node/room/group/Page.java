package parley.node.room.group;

/** A page in the room, told apart from all others by identity. */
public interface Page {
  /** Whose it is. */
  String person();

  /** Tells it something, unless it is gone. */
  void tell(GroupNotice notice);
}

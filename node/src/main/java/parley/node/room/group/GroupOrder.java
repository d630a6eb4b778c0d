package parley.node.room.group;

/**
 * Where the group of one room is put in order: by this node, or through it by another. One thread.
 */
public sealed interface GroupOrder permits Conductor, Forwarder, Forwarders {
  /** A page is in the room. */
  void sit(Page page);

  /** That she entered is on record and everybody was told; from now on she can be added. */
  void putOnRecord(Page page);

  /** The page is gone. */
  void lose(Page page);

  /** Somebody may hold no keys any more; it is on record and everybody was told. */
  void remove();

  /** The room is empty: what the group kept is deleted. */
  void end();

  /** Whether the page may have keys of this epoch. */
  boolean hasKeys(Page page, long epoch);

  /** What a page says; of a page that is not in the room nothing is heard. */
  void hear(Page page, GroupRequest request);
}

package parley.node.web;

import parley.node.people.DelegateId;

/** Where on this node a request arrived, by its host name. */
public sealed interface Place {
  /** The kind of place, as in the table of routes. */
  Site site();

  /** The demo's cast page. */
  record Cast() implements Place {
    @Override
    public Site site() {
      return Site.CAST;
    }
  }

  /**
   * A person's own host: her cookie goes to no other.
   *
   * @param delegate whose it is; she may not exist
   */
  record Seat(DelegateId delegate) implements Place {
    @Override
    public Site site() {
      return Site.SEAT;
    }
  }

  /**
   * A delegation's press room.
   *
   * @param delegation whose it is; it may not exist
   */
  record PressRoom(String delegation) implements Place {
    @Override
    public Site site() {
      return Site.PRESS;
    }
  }
}

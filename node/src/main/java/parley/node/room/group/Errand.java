package parley.node.room.group;

/** Somebody was asked for something, once; told apart from other times by identity. */
final class Errand {
  private final Seat seat;

  Errand(Seat seat) {
    this.seat = seat;
  }

  Seat seat() {
    return seat;
  }
}

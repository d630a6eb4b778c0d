package parley.node.room.group;

/** Passes on what is said inside a group, kept before anybody is told. One thread. */
final class Messages {
  private final GroupLog log;
  private final Seats seats;

  Messages(GroupLog log, Seats seats) {
    this.log = log;
    this.seats = seats;
  }

  /** False if she cannot have said it inside this group. */
  boolean pass(
      GroupLog.Standing now, Allowance allowance, Seat seat, GroupRequest.Message message) {
    boolean isPossible =
        now.hasReached(message.generation(), message.epoch()) && seat.holdsKeysOf(message.epoch());
    if (!isPossible) {
      return false;
    }
    String person = seat.page().person();
    if (!allowance.admits(person, message)) {
      seat.page().tell(new GroupNotice.Full(message.id()));
      return true;
    }
    boolean isNew = log.keep(person, message);
    if (isNew) {
      allowance.take(person, message);
    }
    seats.tell(
        each -> each == seat || isNew && each.holdsKeysOf(message.epoch()),
        new GroupNotice.Message(
            message.generation(), message.epoch(), message.id(), message.message()));
    return true;
  }
}

package parley.node.room.group;

import java.util.Optional;

/** How a page stands to the group. */
final class Seat {
  private final Page page;
  private boolean onRecord;
  private boolean isNew = true;
  private Optional<Wish> wish = Optional.empty();
  private Optional<Stay> stay = Optional.empty();

  /**
   * She wants in.
   *
   * @param keyPackage by which a member can add her; without one she commits from outside
   * @param isRipe whether the time is over in which others may join her batch
   * @param tries how often something was done about it in vain
   */
  record Wish(Optional<String> keyPackage, boolean isRipe, int tries) {
    Wish ripe() {
      return new Wish(keyPackage, true, tries);
    }

    Wish untried() {
      return new Wish(keyPackage, isRipe, 0);
    }

    Wish triedAgain() {
      return new Wish(keyPackage, isRipe, tries + 1);
    }
  }

  /**
   * She holds keys.
   *
   * @param since her first epoch
   * @param reached the latest in which she said she is; -1 before she said so
   */
  record Stay(long since, long reached) {}

  Seat(Page page) {
    this.page = page;
  }

  /** She has neither asked to be let in nor been in. */
  boolean isNew() {
    return isNew;
  }

  Page page() {
    return page;
  }

  boolean isOnRecord() {
    return onRecord;
  }

  void putOnRecord() {
    onRecord = true;
  }

  Optional<Wish> wish() {
    return wish;
  }

  /** A wish that can be seen to. */
  boolean isWaiting() {
    return onRecord && wish.isPresent();
  }

  void wish(Wish now) {
    isNew = false;
    wish = Optional.of(now);
    stay = Optional.empty();
  }

  Optional<Stay> stay() {
    return stay;
  }

  boolean holdsKeysOf(long epoch) {
    return stay.filter(hers -> hers.since() <= epoch).isPresent();
  }

  boolean isIn(long epoch) {
    return stay.filter(hers -> hers.reached() == epoch).isPresent();
  }

  void stay(long since, long reached) {
    isNew = false;
    stay = Optional.of(new Stay(since, reached));
    wish = Optional.empty();
  }

  void forget() {
    stay = Optional.empty();
    wish = Optional.empty();
  }
}

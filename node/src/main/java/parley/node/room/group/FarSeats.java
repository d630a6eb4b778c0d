package parley.node.room.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The pages of another house in a group that this node orders, as they came over one line. What is
 * for several of them crosses once. One thread.
 */
public final class FarSeats {
  /** Of events in one answer; half of what a parcel carries. */
  private static final int MOST_CHARACTERS = 256 * 1024;

  private final GroupOrder order;
  private final GroupLog log;
  private final Consumer<Downward> down;
  private final Map<Long, FarPage> pages = new HashMap<>();
  private List<Long> waiting = new ArrayList<>();
  private Optional<GroupLog.Event> event = Optional.empty();
  private Optional<GroupNotice> notice = Optional.empty();

  /** Whether the other house has all there was, so that what is new is for its copy. */
  private boolean isLive;

  private final class FarPage implements Page {
    private final long number;
    private final String person;
    private boolean isOnRecord;

    FarPage(long number, String person) {
      this.number = number;
      this.person = person;
    }

    @Override
    public String person() {
      return person;
    }

    @Override
    public void tell(GroupNotice word) {
      if (!notice.equals(Optional.of(word))) {
        flush();
        notice = Optional.of(word);
      }
      waiting.add(number);
    }
  }

  /**
   * No pages yet.
   *
   * @param log of the same group as {@code order}'s
   * @param down says something to the other house
   */
  public FarSeats(GroupOrder order, GroupLog log, Consumer<Downward> down) {
    this.order = order;
    this.log = log;
    this.down = down;
  }

  /** A new session, or the end: nobody of that house sits here. */
  public void clear() {
    isLive = false;
    drop();
    List<FarPage> gone = List.copyOf(pages.values());
    pages.clear();
    gone.forEach(order::lose);
    drop();
  }

  /** The group begins anew: whoever sits here is to sit down again. */
  public void dismiss() {
    flush();
    pages.keySet().forEach(number -> down.accept(new Downward.Unseated(number)));
  }

  private void drop() {
    waiting = new ArrayList<>();
    event = Optional.empty();
    notice = Optional.empty();
  }

  /** Tells the other house which group there is. */
  public void stand() {
    flush();
    isLive = false;
    GroupLog.Standing standing = log.standing();
    down.accept(
        new Downward.Stand(
            standing.generation(), standing.open().map(GroupLog.Open::group).orElse("")));
  }

  /** Something new of the group is on the disk. */
  public void happened(GroupLog.Event now) {
    if (isLive) {
      flush();
      event = Optional.of(now);
      notice = Optional.of(now.notice());
    }
  }

  /** A page of a person who may be here; another of hers before it is gone. */
  public void sit(long number, String person) {
    loseIf(page -> page.number == number || page.person.equals(person));
    FarPage page = new FarPage(number, person);
    pages.put(number, page);
    order.sit(page);
  }

  /** Loses the pages of whoever may not be here any more. */
  public void keepOnly(Predicate<String> mayBeHere) {
    loseIf(page -> !mayBeHere.test(page.person));
  }

  /** The entering of these is on record and everybody here was told. */
  public void putOnRecord(Predicate<String> isInside) {
    for (FarPage page : List.copyOf(pages.values())) {
      if (!page.isOnRecord && isInside.test(page.person)) {
        page.isOnRecord = true;
        order.putOnRecord(page);
      }
    }
  }

  private void loseIf(Predicate<FarPage> which) {
    for (FarPage page : List.copyOf(pages.values())) {
      if (which.test(page)) {
        pages.remove(page.number);
        order.lose(page);
      }
    }
  }

  public boolean isEmpty() {
    return pages.isEmpty();
  }

  public void rise(long number) {
    loseIf(page -> page.number == number);
  }

  /** False if nobody sits there by this number; the other house is told. */
  public boolean ask(long number, GroupRequest request) {
    Optional<FarPage> page = Optional.ofNullable(pages.get(number));
    page.ifPresentOrElse(
        known -> order.hear(known, request),
        () -> {
          flush();
          down.accept(new Downward.Unseated(number));
        });
    return page.isPresent();
  }

  /** It wants what comes after this. */
  public void more(Upward.More more) {
    flush();
    GroupLog.Standing standing = log.standing();
    if (!standing.isOpen(more.generation(), more.group())) {
      stand();
      return;
    }
    long all = log.kept();
    long from = more.kept() < 0 || more.kept() > all ? 0 : more.kept();
    List<GroupLog.Event> events = log.events(from, MOST_CHARACTERS);
    isLive = from + events.size() == all;
    down.accept(new Downward.Kept(more.generation(), more.group(), from, events, isLive));
  }

  /** Sends what is waiting for more pages that it is for: the turn is over. */
  public void flush() {
    List<Long> to = waiting;
    if (event.isPresent()) {
      down.accept(new Downward.Happened(to, event.get()));
    } else if (!to.isEmpty()) {
      down.accept(new Downward.Told(to, notice.orElseThrow()));
    }
    drop();
  }
}

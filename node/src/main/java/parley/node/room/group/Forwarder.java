package parley.node.room.group;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Over one line to the node that orders the group: passes on what pages here say and hands them
 * what is said to them. It keeps a copy of what was ordered, from which a page that lost its socket
 * can go on while the line is down, and puts nothing in order itself. One thread.
 */
public final class Forwarder implements GroupOrder {
  private final GroupLog copy;
  private final Consumer<Upward> up;
  private final Map<Page, Long> numbers = new LinkedHashMap<>();
  private final Map<Long, Page> pages = new LinkedHashMap<>();
  private long last;

  /** Whether the other node has said in this session that it orders. */
  private boolean isOpen;

  private boolean isConnected;

  /** Whether it is by this line that the copy goes on. */
  private boolean isCopying = true;

  /** Whether this session's copying has begun anew once because something was out of place. */
  private boolean isAnew;

  /**
   * A forwarder without pages.
   *
   * @param copy what it keeps
   * @param up says something to the node that orders
   */
  public Forwarder(GroupLog copy, Consumer<Upward> up) {
    this.copy = copy;
    this.up = up;
  }

  /**
   * The node that orders is there, in a new session: it knows none of the pages, and they say anew
   * where they are.
   */
  public void open() {
    isOpen = true;
    isConnected = true;
    isAnew = false;
    pages.forEach((number, page) -> up.accept(new Upward.Sit(number, page.person())));
    List.copyOf(pages.values()).forEach(page -> page.tell(new GroupNotice.Again()));
  }

  /** A new session: what was said in the one before is forgotten over there. */
  public void close() {
    isOpen = false;
    isConnected = false;
  }

  /** Whether the line has a connection; what is said without one waits in the line. */
  public void connected(boolean now) {
    isConnected = now;
  }

  boolean isConnected() {
    return isOpen && isConnected;
  }

  /** Whether the copy goes on by this line, and not by another that leads there too. */
  void copies(boolean now) {
    boolean isNew = now && !isCopying;
    isCopying = now;
    if (isNew) {
      askForMore();
    }
  }

  @Override
  public void sit(Page page) {
    long number = ++last;
    numbers.put(page, number);
    pages.put(number, page);
    say(new Upward.Sit(number, page.person()));
  }

  /** The node that orders reads it in the dossier. */
  @Override
  public void putOnRecord(Page page) {}

  @Override
  public void lose(Page page) {
    Optional.ofNullable(numbers.remove(page))
        .ifPresent(
            number -> {
              pages.remove(number);
              say(new Upward.Rise(number));
            });
  }

  /** The node that orders reads it in the dossier. */
  @Override
  public void remove() {}

  /** The group may go on elsewhere: the node that orders says when it has ended. */
  @Override
  public void end() {}

  /** The node that orders knows. */
  @Override
  public boolean hasKeys(Page page, long epoch) {
    return true;
  }

  @Override
  public void hear(Page page, GroupRequest request) {
    Optional.ofNullable(numbers.get(page))
        .ifPresent(
            number -> {
              say(new Upward.Ask(number, request));
              if (!isConnected && request instanceof GroupRequest.Resume resume) {
                resume(page, resume);
              }
            });
  }

  private void say(Upward word) {
    if (isOpen) {
      up.accept(word);
    }
  }

  /** As far as the copy goes; from there on it has to wait. */
  private void resume(Page page, GroupRequest.Resume resume) {
    GroupLog.Standing standing = copy.standing();
    boolean isHere =
        standing.isOpen(resume.generation(), resume.group())
            && standing.hasReached(resume.generation(), resume.epoch());
    if (isHere) {
      copy.since(resume.epoch()).forEach(page::tell);
    }
  }

  /** What the node that orders says; what makes no sense is passed over. */
  public void hear(Downward word) {
    if (!isOpen) {
      return;
    }
    switch (word) {
      case Downward.Stand stand -> stand(stand);
      case Downward.Told(List<Long> to, GroupNotice notice) -> tell(to, notice);
      case Downward.Happened(List<Long> to, GroupLog.Event event) -> {
        if (isCopying && !copy.copy(event)) {
          copyAnew();
        }
        tell(to, event.notice());
      }
      case Downward.Kept kept -> keep(kept);
      case Downward.Unseated(long page) ->
          Optional.ofNullable(pages.get(page))
              .ifPresent(
                  unseated -> {
                    lose(unseated);
                    sit(unseated);
                    unseated.tell(new GroupNotice.Again());
                  });
    }
  }

  private void tell(List<Long> to, GroupNotice notice) {
    to.stream()
        .flatMap(number -> Optional.ofNullable(pages.get(number)).stream())
        .toList()
        .forEach(page -> page.tell(notice));
  }

  private void stand(Downward.Stand stand) {
    if (!isCopying) {
      return;
    }
    if (!isCopyOf(stand.generation(), stand.group())) {
      copy.adopt(stand.generation(), stand.group());
    }
    askForMore();
  }

  private void keep(Downward.Kept kept) {
    if (!isCopying || !isCopyOf(kept.generation(), kept.group())) {
      return;
    }
    if (kept.from() == 0 && copy.kept() > 0) {
      copy.adopt(kept.generation(), kept.group());
    }
    if (kept.from() != copy.kept()) {
      return;
    }
    for (GroupLog.Event event : kept.events()) {
      if (!copy.copy(event)) {
        copyAnew();
        return;
      }
    }
    if (!kept.isAll() && !kept.events().isEmpty()) {
      askForMore();
    }
  }

  private void copyAnew() {
    if (!isAnew) {
      isAnew = true;
      GroupLog.Standing standing = copy.standing();
      copy.adopt(standing.generation(), standing.open().map(GroupLog.Open::group).orElse(""));
      askForMore();
    }
  }

  private void askForMore() {
    GroupLog.Standing standing = copy.standing();
    standing
        .open()
        .ifPresent(open -> say(new Upward.More(standing.generation(), open.group(), copy.kept())));
  }

  private boolean isCopyOf(long generation, String group) {
    GroupLog.Standing standing = copy.standing();
    return standing.generation() == generation
        && standing.open().map(GroupLog.Open::group).orElse("").equals(group);
  }
}

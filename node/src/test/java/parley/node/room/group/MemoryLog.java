package parley.node.room.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A group's log that outlives a node in a test. */
public class MemoryLog implements GroupLog {
  private long generation;
  private Optional<Open> open = Optional.empty();
  private String info = "";
  private final List<Event> events = new ArrayList<>();
  private final Set<String> messages = new HashSet<>();
  private final Map<String, Long> commits = new HashMap<>();

  @Override
  public Standing standing() {
    return new Standing(generation, open);
  }

  @Override
  public boolean create(GroupRequest.Create group) {
    if (open.isPresent() || group.generation() != generation + 1) {
      return false;
    }
    generation++;
    open = Optional.of(new Open(group.group(), 0));
    info = group.groupInfo();
    return true;
  }

  @Override
  public boolean commit(GroupRequest.Commit commit, List<String> takers) {
    Open now = open.orElseThrow();
    if (commit.epoch() != now.epoch()) {
      return false;
    }
    lead(now, new GroupNotice.Commit(generation, commit.group(), commit.epoch(), commit.commit()));
    info = commit.groupInfo();
    takers.forEach(person -> commits.merge(person, (long) commit.commit().length(), Long::sum));
    return true;
  }

  private void lead(Open now, GroupNotice.Commit commit) {
    events.add(new Event("", commit));
    open = Optional.of(new Open(now.group(), now.epoch() + 1));
  }

  @Override
  public boolean keep(String sender, GroupRequest.Message message) {
    boolean isNew = messages.add(sender + " " + message.id());
    if (isNew) {
      events.add(
          new Event(
              sender,
              new GroupNotice.Message(
                  generation, message.epoch(), message.id(), message.message())));
    }
    return isNew;
  }

  /** What a disk does that was not asked to write. */
  final void forgetTheLastTwo() {
    for (int i = 0; i < 2 && !events.isEmpty(); i++) {
      if (events.removeLast().notice() instanceof GroupNotice.Commit commit) {
        open = Optional.of(new Open(commit.group(), commit.epoch()));
      }
    }
  }

  @Override
  public String groupInfo() {
    return info;
  }

  @Override
  public List<GroupNotice> since(long epoch) {
    int from = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).notice() instanceof GroupNotice.Commit commit
          && commit.epoch() == epoch - 1) {
        from = i + 1;
      }
    }
    return events.subList(from, events.size()).stream().map(Event::notice).toList();
  }

  @Override
  public void end() {
    open = Optional.empty();
    events.clear();
    messages.clear();
    commits.clear();
    info = "";
  }

  @Override
  public Map<String, Long> volume() {
    Map<String, Long> volume = new HashMap<>();
    for (Event event : events) {
      int length =
          switch (event.notice()) {
            case GroupNotice.Commit commit -> commit.commit().length();
            case GroupNotice.Message message -> message.message().length();
            default -> 0;
          };
      volume.merge(event.sender(), (long) length, Long::sum);
    }
    return volume;
  }

  @Override
  public Map<String, Long> commits() {
    return Map.copyOf(commits);
  }

  @Override
  public long kept() {
    return events.size();
  }

  @Override
  public List<Event> events(long from, int most) {
    return GroupLog.first(events.subList(Math.min((int) from, events.size()), events.size()), most);
  }

  @Override
  public void adopt(long itsGeneration, String group) {
    end();
    generation = itsGeneration;
    open = group.isEmpty() ? Optional.empty() : Optional.of(new Open(group, 0));
  }

  @Override
  public boolean copy(Event event) {
    return switch (event.notice()) {
      case GroupNotice.Commit commit -> {
        Optional<Open> from =
            open.filter(
                now ->
                    commit.generation() == generation
                        && now.equals(new Open(commit.group(), commit.epoch())));
        from.ifPresent(now -> lead(now, commit));
        yield from.isPresent();
      }
      case GroupNotice.Message message ->
          open.isPresent()
              && message.generation() == generation
              && keep(
                  event.sender(),
                  new GroupRequest.Message(
                      message.generation(), message.epoch(), message.id(), message.message()));
      default -> false;
    };
  }
}

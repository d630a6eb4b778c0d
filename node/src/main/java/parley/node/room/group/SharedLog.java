package parley.node.room.group;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A group's log that says what has been kept, once it is on the disk. */
public final class SharedLog implements GroupLog {
  private final GroupLog log;
  private final Consumer<Event> happened;
  private final Runnable changed;

  /**
   * The same log, with ears.
   *
   * @param happened hears each new event of the group
   * @param changed hears that there is another group, or none any more
   */
  public SharedLog(GroupLog log, Consumer<Event> happened, Runnable changed) {
    this.log = log;
    this.happened = happened;
    this.changed = changed;
  }

  @Override
  public Standing standing() {
    return log.standing();
  }

  @Override
  public boolean create(GroupRequest.Create group) {
    boolean isCreated = log.create(group);
    if (isCreated) {
      changed.run();
    }
    return isCreated;
  }

  @Override
  public boolean commit(GroupRequest.Commit commit, List<String> takers) {
    boolean isNext = log.commit(commit, takers);
    if (isNext) {
      happened.accept(
          new Event(
              "",
              new GroupNotice.Commit(
                  commit.generation(), commit.group(), commit.epoch(), commit.commit())));
    }
    return isNext;
  }

  @Override
  public boolean keep(String sender, GroupRequest.Message message) {
    boolean isNew = log.keep(sender, message);
    if (isNew) {
      happened.accept(
          new Event(
              sender,
              new GroupNotice.Message(
                  message.generation(), message.epoch(), message.id(), message.message())));
    }
    return isNew;
  }

  @Override
  public String groupInfo() {
    return log.groupInfo();
  }

  @Override
  public List<GroupNotice> since(long epoch) {
    return log.since(epoch);
  }

  @Override
  public void end() {
    boolean wasOpen = log.standing().open().isPresent();
    log.end();
    if (wasOpen) {
      changed.run();
    }
  }

  @Override
  public Map<String, Long> volume() {
    return log.volume();
  }

  @Override
  public Map<String, Long> commits() {
    return log.commits();
  }

  @Override
  public long kept() {
    return log.kept();
  }

  @Override
  public List<Event> events(long from, int most) {
    return log.events(from, most);
  }

  @Override
  public void adopt(long generation, String group) {
    log.adopt(generation, group);
  }

  @Override
  public boolean copy(Event event) {
    return log.copy(event);
  }
}

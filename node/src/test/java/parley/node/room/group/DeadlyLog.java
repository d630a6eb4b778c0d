package parley.node.room.group;

import java.util.List;
import java.util.Map;

/** A log on a machine that may stop when it has written. */
final class DeadlyLog implements GroupLog {
  private final GroupLog log;
  private final Runnable written;

  /** The machine stops here. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The same log.
   *
   * @param written runs after each writing, and may throw {@link Killed}
   */
  DeadlyLog(GroupLog log, Runnable written) {
    this.log = log;
    this.written = written;
  }

  @Override
  public Standing standing() {
    return log.standing();
  }

  @Override
  public boolean create(GroupRequest.Create group) {
    return orDie(log.create(group));
  }

  @Override
  public boolean commit(GroupRequest.Commit commit, List<String> takers) {
    return orDie(log.commit(commit, takers));
  }

  @Override
  public boolean keep(String sender, GroupRequest.Message message) {
    return orDie(log.keep(sender, message));
  }

  @Override
  public boolean copy(Event event) {
    return orDie(log.copy(event));
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
    log.end();
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
    orDie(true);
  }

  private boolean orDie(boolean result) {
    if (result) {
      written.run();
    }
    return result;
  }
}

package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** A node, its log, and people's browsers, on a network with delays. All from one seed. */
final class SimulatedRoom {
  private static final int PEOPLE = 7;

  final Random random;
  private final long seed;
  private final MemoryLog log;
  private final Runnable onKill;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<SimulatedPage> people = new ArrayList<>();
  private final Map<String, String> told = new HashMap<>();
  private Optional<Conductor> node = Optional.empty();
  private long now;
  private long numbers;
  private int life;
  private int kills;
  private boolean isToDie;

  /** What the commits, welcomes and group infos of the browsers mean, which no node can read. */
  final Map<String, Made> made = new HashMap<>();

  /**
   * A commit, a welcome or a group info.
   *
   * @param from the key that it goes on from
   * @param key the key that it leads to
   */
  record Made(String from, String key, long epoch, List<String> added) {}

  private record Event(long at, long number, Runnable what) {}

  /** The machine stops here. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  SimulatedRoom(long seed, MemoryLog log, Runnable onKill) {
    this.seed = seed;
    this.random = new Random(seed);
    this.log = log;
    this.onKill = onKill;
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new SimulatedPage(this, "p" + i));
    }
    start();
  }

  /** The log, but the machine may stop when it has written. */
  private final class Deadly implements GroupLog {
    @Override
    public Standing standing() {
      return log.standing();
    }

    @Override
    public boolean create(GroupRequest.Create group) {
      return orDie(log.create(group));
    }

    @Override
    public boolean commit(GroupRequest.Commit commit) {
      return orDie(log.commit(commit));
    }

    @Override
    public boolean keep(String sender, GroupRequest.Message message) {
      return orDie(log.keep(sender, message));
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

    private boolean orDie(boolean result) {
      if (isToDie && result) {
        isToDie = false;
        kills++;
        throw new Killed();
      }
      return result;
    }
  }

  String where() {
    return "seed " + seed + " at " + now + " ms";
  }

  int commits() {
    return told.size();
  }

  int kills() {
    return kills;
  }

  boolean isUp() {
    return node.isPresent();
  }

  int life() {
    return life;
  }

  private void start() {
    life++;
    int mine = life;
    node =
        Optional.of(
            new Conductor(
                new Deadly(),
                (delay, command) -> after(delay.toMillis(), () -> inNode(mine, command))));
  }

  private void kill() {
    node = Optional.empty();
    onKill.run();
    people.forEach(SimulatedPage::cutOff);
    after(300, this::start);
  }

  /** Runs something in the node, unless it was killed since. */
  private void inNode(int itsLife, Runnable command) {
    if (node.isEmpty() || life != itsLife) {
      return;
    }
    try {
      command.run();
    } catch (Killed killed) {
      kill();
    }
  }

  void atNode(java.util.function.Consumer<Conductor> what) {
    inNode(life, () -> what.accept(node.orElseThrow()));
  }

  void after(long millis, Runnable what) {
    events.add(new Event(now + millis, numbers++, what));
  }

  /** Lets time pass. */
  void pass(long millis) {
    long end = now + millis;
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event next = events.poll();
      now = next.at();
      next.what().run();
    }
    now = end;
  }

  long now() {
    return now;
  }

  Made made(String what) {
    return Optional.ofNullable(made.get(what))
        .orElseThrow(() -> new AssertionError(what + " was never made, " + where()));
  }

  void come(int person) {
    people.get(person).come();
  }

  void reload(int person) {
    people.get(person).reload();
  }

  /** Whoever is told a commit of an epoch is told the same one, whoever she is. */
  void note(GroupNotice.Commit commit) {
    String before = told.putIfAbsent(commit.generation() + "/" + commit.epoch(), commit.commit());
    assertThat(before == null || before.equals(commit.commit()))
        .as("one commit of epoch %d, %s", commit.epoch(), where())
        .isTrue();
  }

  /** Half a minute of everything that can happen, then rest. */
  void live() {
    for (int i = 0; i < 5; i++) {
      come(i);
    }
    for (int step = 0; step < 60; step++) {
      pass(random.nextInt(1_000));
      SimulatedPage one = people.get(random.nextInt(PEOPLE));
      switch (random.nextInt(10)) {
        case 0, 1 -> one.come();
        case 2 -> one.reload();
        case 3 -> one.lose();
        case 4 -> one.leave();
        case 5 -> isToDie = true;
        default -> people.forEach(SimulatedPage::chat);
      }
    }
    isToDie = false;
    pass(30_000);
    mustAllBeIn();
    people.forEach(each -> each.mustHaveHeard(people));
  }

  void mustAllBeIn() {
    Optional<GroupLog.Open> open = log.standing().open();
    List<SimulatedPage> here = people.stream().filter(SimulatedPage::isHere).toList();
    for (SimulatedPage each : here) {
      assertThat(each.place())
          .as("%s is in the group, %s", each.person(), where())
          .isEqualTo(log.standing().generation() + "/" + open.orElseThrow().epoch());
    }
    assertThat(here.stream().map(SimulatedPage::key).distinct().count())
        .as("all have one key, %s", where())
        .isLessThanOrEqualTo(1);
    if (!here.isEmpty()) {
      for (GroupNotice each : log.since(0)) {
        if (each instanceof GroupNotice.Commit commit) {
          note(commit);
        }
      }
    }
  }

  void endIfEmpty() {
    if (people.stream().noneMatch(SimulatedPage::isHere)) {
      atNode(Conductor::end);
    }
  }
}

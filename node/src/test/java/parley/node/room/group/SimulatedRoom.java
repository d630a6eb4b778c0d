package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A node, its log, and people's browsers, on a network with delays. All from one seed. */
final class SimulatedRoom implements SimulatedNode {
  private static final int PEOPLE = 7;

  final Random random;
  private final long seed;
  private final MemoryLog log;
  private final Runnable onKill;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<SimulatedPage> people = new ArrayList<>();
  private final Map<String, String> told = new HashMap<>();
  private final List<SimulatedHouse> far = new ArrayList<>();
  private final Set<String> inside = new HashSet<>();
  private Optional<Conductor> node = Optional.empty();
  private final List<FarSeats> seats = new ArrayList<>();
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

  /** One node. */
  SimulatedRoom(long seed, MemoryLog log, Runnable onKill) {
    this(seed, log, onKill, 1);
  }

  /** So many nodes; the first orders, and has a line to each of the others. */
  static SimulatedRoom ofHouses(int count, long seed) {
    return new SimulatedRoom(seed, new MemoryLog(), () -> {}, count);
  }

  private SimulatedRoom(long seed, MemoryLog log, Runnable onKill, int houses) {
    this.seed = seed;
    this.random = new Random(seed);
    this.log = log;
    this.onKill = onKill;
    for (int house = 1; house < houses; house++) {
      far.add(new SimulatedHouse(this));
    }
    for (int i = 0; i < PEOPLE; i++) {
      int house = i % houses;
      people.add(new SimulatedPage(this, house == 0 ? this : far.get(house - 1), "p" + i));
    }
    far.forEach(SimulatedHouse::start);
    start();
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

  @Override
  public boolean isUp() {
    return node.isPresent();
  }

  @Override
  public int life() {
    return life;
  }

  private void start() {
    life++;
    int mine = life;
    GroupLog shared = new SharedLog(new DeadlyLog(log, this::written), this::happened, this::stand);
    Conductor conductor =
        new Conductor(
            shared, (delay, command) -> after(delay.toMillis(), () -> inNode(mine, command)));
    node = Optional.of(conductor);
    seats.clear();
    for (SimulatedHouse house : far) {
      FarSeats anew = new FarSeats(conductor, shared, house::down);
      seats.add(anew);
      house.orderingStarted(anew);
    }
  }

  private void written() {
    if (isToDie) {
      isToDie = false;
      kills++;
      throw new DeadlyLog.Killed();
    }
  }

  private void happened(GroupLog.Event event) {
    seats.forEach(known -> known.happened(event));
  }

  private void stand() {
    seats.forEach(FarSeats::stand);
  }

  private void kill() {
    node = Optional.empty();
    onKill.run();
    far.forEach(SimulatedHouse::orderingStopped);
    cutOff(this);
    after(300, this::start);
  }

  /** The pages of that node have lost it. */
  void cutOff(SimulatedNode home) {
    people.stream().filter(each -> each.lives(home)).forEach(SimulatedPage::cutOff);
  }

  /** Runs something in the node, unless it was killed since. */
  private void inNode(int itsLife, Runnable command) {
    if (node.isEmpty() || life != itsLife) {
      return;
    }
    try {
      command.run();
      seats.forEach(FarSeats::flush);
    } catch (DeadlyLog.Killed killed) {
      kill();
    }
  }

  @Override
  public void at(Consumer<GroupOrder> what) {
    inNode(life, () -> what.accept(node.orElseThrow()));
  }

  /** Somebody has entered; it is on record. */
  void entered(String person) {
    inside.add(person);
    far.forEach(SimulatedHouse::putOnRecord);
  }

  boolean isInside(String person) {
    return inside.contains(person);
  }

  /** Somebody has left; it is on record. */
  void removed(String person) {
    inside.remove(person);
    at(GroupOrder::remove);
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
      switch (random.nextInt(far.isEmpty() ? 10 : 12)) {
        case 0, 1 -> one.come();
        case 2 -> one.reload();
        case 3 -> one.lose();
        case 4 -> one.leave();
        case 5 -> isToDie = true;
        case 6 -> any().ifPresent(house -> house.cut(200 + random.nextInt(6_000)));
        case 7 -> any().ifPresent(house -> house.mayDie(true));
        default -> people.forEach(SimulatedPage::chat);
      }
    }
    isToDie = false;
    far.forEach(house -> house.mayDie(false));
    pass(30_000);
    mustAllBeIn();
    far.forEach(this::mustBeACopy);
    people.forEach(each -> each.mustHaveHeard(people));
  }

  private Optional<SimulatedHouse> any() {
    return far.isEmpty() ? Optional.empty() : Optional.of(far.get(random.nextInt(far.size())));
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

  private void mustBeACopy(SimulatedHouse house) {
    assertThat(house.copy.events(0, Integer.MAX_VALUE))
        .as("the other node's copy, %s", where())
        .isEqualTo(log.events(0, Integer.MAX_VALUE));
    assertThat(house.copy.standing()).as("its standing, %s", where()).isEqualTo(log.standing());
  }

  /** Whether a page may be told again what it knows: by a copy, and by who orders. */
  boolean mayRepeat() {
    return !far.isEmpty();
  }

  /** How often lines were cut. */
  int cuts() {
    return far.stream().mapToInt(SimulatedHouse::cuts).sum();
  }

  /** How often forwarding nodes were killed. */
  int farKills() {
    return far.stream().mapToInt(SimulatedHouse::kills).sum();
  }

  void endIfEmpty() {
    if (people.stream().noneMatch(SimulatedPage::isHere)) {
      at(GroupOrder::end);
    }
  }
}

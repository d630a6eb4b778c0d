package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person's browser as the protocol wants it, with a name for every key instead of a key. */
final class SimulatedPage {
  private static final long ASKS_AGAIN = 5_000;

  private final SimulatedRoom room;
  private final SimulatedNode home;
  private final String name;
  private boolean here;
  private Optional<Socket> socket = Optional.empty();
  private Optional<State> state = Optional.empty();
  private String keyPackage = "";
  private String outside = "";
  private int made;
  private long stays;
  private final Map<String, Long> heard = new HashMap<>();
  private final Map<String, State> acknowledged = new HashMap<>();

  /**
   * Where she is in the group.
   *
   * @param stay counts her leaves: what was said in an earlier one's time is not hers
   * @param since her first epoch with this leaf
   * @param isSure whether the node has said something that shows that the group is hers
   */
  private record State(
      long generation,
      String group,
      long epoch,
      String key,
      long stay,
      long since,
      boolean isSure) {}

  /** One WebSocket; its messages keep their order each way. */
  private final class Socket implements Page {
    private final int life = home.life();
    private long lastUp;
    private long lastDown;

    @Override
    public String person() {
      return name;
    }

    @Override
    public void tell(GroupNotice notice) {
      lastDown = Math.max(lastDown, room.now() + delay());
      room.after(lastDown - room.now(), () -> ifOpen(() -> hear(notice)));
    }

    void say(GroupRequest request) {
      lastUp = Math.max(lastUp, room.now() + delay());
      room.after(
          lastUp - room.now(), () -> ifOpen(() -> home.at(order -> order.hear(this, request))));
    }

    private void ifOpen(Runnable what) {
      if (socket.filter(open -> open == this && life == home.life()).isPresent()) {
        what.run();
      }
    }
  }

  SimulatedPage(SimulatedRoom room, SimulatedNode home, String name) {
    this.room = room;
    this.home = home;
    this.name = name;
  }

  boolean lives(SimulatedNode node) {
    return home == node;
  }

  private long delay() {
    return 5 + room.random.nextInt(75);
  }

  String person() {
    return name;
  }

  boolean isHere() {
    return here;
  }

  String key() {
    return state.map(State::key).orElse("none");
  }

  String place() {
    return state.map(now -> now.generation() + "/" + now.epoch()).orElse("outside");
  }

  void come() {
    if (!here) {
      here = true;
      state = Optional.empty();
      connect();
    }
  }

  /** The page is new and has nothing. */
  void reload() {
    if (here) {
      state = Optional.empty();
      outside = "";
      drop();
      connect();
    }
  }

  /** The socket breaks and comes back. */
  void lose() {
    if (here && socket.isPresent()) {
      drop();
      room.after(200 + room.random.nextInt(2_000), this::connect);
    }
  }

  void leave() {
    if (here) {
      here = false;
      state = Optional.empty();
      drop();
      room.after(20, () -> room.removed(name));
      room.endIfEmpty();
    }
  }

  /** The node is gone. */
  void cutOff() {
    socket = Optional.empty();
    if (here) {
      room.after(500 + room.random.nextInt(1_500), this::connect);
    }
  }

  private void drop() {
    socket.ifPresent(gone -> home.at(order -> order.lose(gone)));
    socket = Optional.empty();
  }

  private void connect() {
    if (!here || socket.isPresent()) {
      return;
    }
    if (!home.isUp()) {
      room.after(200, this::connect);
      return;
    }
    Socket opened = new Socket();
    socket = Optional.of(opened);
    home.at(order -> order.sit(opened));
    room.after(
        room.random.nextInt(50),
        () ->
            opened.ifOpen(
                () -> {
                  home.at(order -> order.putOnRecord(opened));
                  room.entered(name);
                }));
    sayWhereSheIs();
  }

  private void sayWhereSheIs() {
    if (state.isPresent()) {
      State now = state.get();
      say(new GroupRequest.Resume(now.generation(), now.group(), now.epoch()));
    } else {
      askToBeAdded();
    }
  }

  private void askToBeAdded() {
    keyPackage = fresh();
    say(new GroupRequest.KeyPackage(keyPackage));
    String asked = keyPackage;
    room.after(
        ASKS_AGAIN,
        () -> {
          if (here && state.isEmpty() && keyPackage.equals(asked) && socket.isPresent()) {
            askToBeAdded();
          }
        });
  }

  private String fresh() {
    String text = name + "_" + made++;
    return text.length() % 4 == 1 ? text + "_" : text;
  }

  private void say(GroupRequest request) {
    socket.ifPresent(open -> open.say(request));
  }

  void chat() {
    state
        .filter(State::isSure)
        .ifPresent(
            now ->
                say(
                    new GroupRequest.Message(
                        now.generation(), now.epoch(), fresh(), filled("text" + now.stay()))));
  }

  private void hear(GroupNotice notice) {
    switch (notice) {
      case GroupNotice.OpenGroup(long generation) -> {
        state = Optional.empty();
        takeTime(() -> open(generation));
      }
      case GroupNotice.CommitWanted wanted -> {
        state = state.map(SimulatedPage::sure);
        takeTime(() -> commit(wanted));
      }
      case GroupNotice.Commit commit -> advance(commit);
      case GroupNotice.Welcome welcome -> welcomed(welcome);
      case GroupNotice.Stale stale -> {
        boolean wasMaking = state.filter(now -> !now.isSure()).isPresent();
        state = state.filter(State::isSure);
        if (wasMaking || state.isEmpty() && !outside.isEmpty()) {
          outside = "";
          say(new GroupRequest.Lost());
        }
      }
      case GroupNotice.Rejoin rejoin -> {
        state = Optional.empty();
        takeTime(() -> comeInFromOutside(rejoin));
      }
      case GroupNotice.Message message -> take(message);
      case GroupNotice.Full full -> throw new AssertionError("nobody here says so much");
      case GroupNotice.Again again -> {
        outside = "";
        sayWhereSheIs();
      }
    }
  }

  /** A browser reckons a while; one in twenty never ends. */
  private void takeTime(Runnable what) {
    Optional<Socket> then = socket;
    if (room.random.nextInt(20) > 0) {
      room.after(
          20 + room.random.nextInt(400),
          () -> {
            if (socket.equals(then)) {
              what.run();
            }
          });
    }
  }

  private static State sure(State now) {
    return new State(
        now.generation(), now.group(), now.epoch(), now.key(), now.stay(), now.since(), true);
  }

  private void open(long generation) {
    if (state.isPresent()) {
      return;
    }
    String group = fresh();
    String info = filled("i" + group);
    room.made.put(info, new SimulatedRoom.Made("", group, 0, List.of()));
    state = Optional.of(new State(generation, group, 0, group, ++stays, 0, false));
    say(new GroupRequest.Create(generation, group, info));
  }

  private static String filled(String text) {
    return text.length() % 4 == 1 ? text + "_" : text;
  }

  private void commit(GroupNotice.CommitWanted wanted) {
    boolean hasNothingToDo = wanted.keyPackages().isEmpty() && room.random.nextBoolean();
    state
        .filter(now -> !hasNothingToDo)
        .filter(now -> now.generation() == wanted.generation() && now.epoch() == wanted.epoch())
        .ifPresent(now -> say(make(now, wanted.keyPackages())));
  }

  private GroupRequest.Commit make(State from, List<String> added) {
    String id = fresh();
    var leads = new SimulatedRoom.Made(from.key(), id, from.epoch() + 1, added);
    String welcome = filled("w" + id);
    String info = filled("i" + id);
    room.made.put(id, leads);
    room.made.put(welcome, leads);
    room.made.put(info, leads);
    return new GroupRequest.Commit(
        from.generation(), from.group(), from.epoch(), id, added.isEmpty() ? "" : welcome, info);
  }

  private void comeInFromOutside(GroupNotice.Rejoin rejoin) {
    if (state.isPresent()) {
      return;
    }
    SimulatedRoom.Made info = room.made(rejoin.groupInfo());
    assertThat(info.epoch())
        .as("group info of the epoch, %s", room.where())
        .isEqualTo(rejoin.epoch());
    State from =
        new State(rejoin.generation(), rejoin.group(), rejoin.epoch(), info.key(), 0, 0, true);
    GroupRequest.Commit commit = make(from, List.of());
    outside = commit.commit();
    say(commit);
  }

  private void advance(GroupNotice.Commit commit) {
    room.note(commit);
    SimulatedRoom.Made leads = room.made.get(commit.commit());
    if (state.isEmpty() && room.mayRepeat() && !commit.commit().equals(outside)) {
      return;
    }
    if (state.isEmpty()) {
      assertThat(commit.commit()).as("her own, %s", room.where()).isEqualTo(outside);
      enter(commit.generation(), commit.group(), leads);
      return;
    }
    State now = state.get();
    boolean isOfAnother =
        commit.generation() != now.generation() || !commit.group().equals(now.group());
    if (room.mayRepeat() && (isOfAnother || commit.epoch() < now.epoch())) {
      return;
    }
    assertThat(commit.epoch())
        .as("%s is told in order, %s", name, room.where())
        .isEqualTo(now.epoch());
    assertThat(leads.from()).as("it goes on from her key, %s", room.where()).isEqualTo(now.key());
    state =
        Optional.of(
            new State(
                now.generation(),
                now.group(),
                leads.epoch(),
                leads.key(),
                now.stay(),
                now.since(),
                true));
    say(new GroupRequest.Reached(now.generation(), leads.epoch(), "0123456789abcdef"));
  }

  private void enter(long generation, String group, SimulatedRoom.Made leads) {
    state =
        Optional.of(
            new State(generation, group, leads.epoch(), leads.key(), ++stays, leads.epoch(), true));
    say(new GroupRequest.Reached(generation, leads.epoch(), "0123456789abcdef"));
  }

  private void welcomed(GroupNotice.Welcome welcome) {
    SimulatedRoom.Made leads = room.made(welcome.welcome());
    if (leads.added().contains(keyPackage)) {
      enter(welcome.generation(), welcome.group(), leads);
    } else {
      askToBeAdded();
    }
  }

  private void take(GroupNotice.Message message) {
    state = state.map(SimulatedPage::sure);
    heard.merge(message.id(), 1L, Long::sum);
    boolean isOwn = message.id().startsWith(name + "_");
    if (isOwn
        && state.isPresent()
        && message.message().equals(filled("text" + state.get().stay()))) {
      State now = state.get();
      acknowledged.put(
          message.id(),
          new State(now.generation(), now.group(), message.epoch(), "", now.stay(), 0, true));
    }
  }

  /** Whatever anybody was told is with everybody was heard by all who had and kept the keys. */
  void mustHaveHeard(List<SimulatedPage> all) {
    for (SimulatedPage other : all) {
      for (Map.Entry<String, State> each : other.acknowledged.entrySet()) {
        State said = each.getValue();
        boolean wasForHer =
            here
                && state
                    .filter(now -> now.group().equals(said.group()) && now.since() <= said.epoch())
                    .isPresent();
        if (wasForHer) {
          assertThat(heard.containsKey(each.getKey()))
              .as("%s heard %s, %s", name, each.getKey(), room.where())
              .isTrue();
        }
      }
    }
  }
}

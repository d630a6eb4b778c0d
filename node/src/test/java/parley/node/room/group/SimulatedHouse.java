package parley.node.room.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A second node, which forwards, and the line to the one that orders: it is cut, goes on where it
 * was or begins a new session, and loses whatever was under way in the old one.
 */
final class SimulatedHouse implements SimulatedNode {
  final MemoryLog copy = new MemoryLog();
  private final SimulatedRoom room;
  private final List<Runnable> held = new ArrayList<>();
  private Optional<Forwarder> node = Optional.empty();
  private Optional<FarSeats> seats = Optional.empty();
  private int life;
  private int session;
  private boolean hasSession;
  private boolean isConnected;
  private long lastUp;
  private long lastDown;
  private int cuts;
  private int kills;
  private boolean isToDie;

  SimulatedHouse(SimulatedRoom room) {
    this.room = room;
  }

  int cuts() {
    return cuts;
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

  @Override
  public void at(Consumer<GroupOrder> what) {
    inNode(life, what::accept);
  }

  private void inNode(int itsLife, Consumer<Forwarder> what) {
    if (life != itsLife) {
      return;
    }
    try {
      node.ifPresent(what);
    } catch (DeadlyLog.Killed killed) {
      kill();
    }
  }

  void start() {
    life++;
    node = Optional.of(new Forwarder(new DeadlyLog(copy, this::written), this::up));
    begin();
  }

  private void written() {
    if (isToDie) {
      isToDie = false;
      kills++;
      throw new DeadlyLog.Killed();
    }
  }

  /** It stops when it has written something next. */
  void mayDie(boolean isTo) {
    isToDie = isTo;
  }

  private void kill() {
    node = Optional.empty();
    breakSession();
    room.cutOff(this);
    room.after(300, this::start);
  }

  /** The node that orders has stopped. */
  void orderingStopped() {
    seats = Optional.empty();
    breakSession();
  }

  /** The node that orders has started. */
  void orderingStarted(FarSeats anew) {
    seats = Optional.of(anew);
    begin();
  }

  private void breakSession() {
    session++;
    hasSession = false;
    isConnected = false;
    held.clear();
    node.ifPresent(forwarder -> forwarder.connected(false));
  }

  /** The line breaks for a while; sometimes so that no session goes on. */
  void cut(long millis) {
    if (!isConnected) {
      return;
    }
    cuts++;
    isConnected = false;
    node.ifPresent(forwarder -> forwarder.connected(false));
    boolean isLost = room.random.nextBoolean();
    int itsSession = session;
    room.after(
        millis,
        () -> {
          if (session != itsSession) {
            return;
          }
          if (isLost) {
            breakSession();
            begin();
          } else {
            isConnected = true;
            node.ifPresent(forwarder -> forwarder.connected(true));
            List<Runnable> late = List.copyOf(held);
            held.clear();
            late.forEach(Runnable::run);
          }
        });
  }

  private void begin() {
    if (node.isEmpty() || seats.isEmpty() || hasSession) {
      return;
    }
    session++;
    hasSession = true;
    isConnected = true;
    at(order -> node.orElseThrow().close());
    room.at(
        order -> {
          seats.orElseThrow().clear();
          carry(false, () -> inNode(life, Forwarder::open));
          seats.orElseThrow().stand();
        });
  }

  /** Out of the node that orders. */
  void down(Downward word) {
    carry(false, () -> inNode(life, forwarder -> forwarder.hear(word)));
  }

  private void up(Upward word) {
    carry(true, () -> room.at(order -> seats.ifPresent(known -> take(known, word))));
  }

  private void take(FarSeats known, Upward word) {
    switch (word) {
      case Upward.Sit(long page, String person) -> {
        known.sit(page, person);
        known.putOnRecord(room::isInside);
      }
      case Upward.Rise(long page) -> known.rise(page);
      case Upward.Ask(long page, GroupRequest request) -> known.ask(page, request);
      case Upward.More more -> known.more(more);
    }
  }

  void putOnRecord() {
    room.at(order -> seats.ifPresent(known -> known.putOnRecord(room::isInside)));
  }

  private void carry(boolean isUp, Runnable parcel) {
    if (!hasSession) {
      return;
    }
    int itsSession = session;
    long at = Math.max(isUp ? lastUp : lastDown, room.now() + 5 + room.random.nextInt(75));
    if (isUp) {
      lastUp = at;
    } else {
      lastDown = at;
    }
    room.after(at - room.now(), () -> arrive(itsSession, parcel));
  }

  private void arrive(int itsSession, Runnable parcel) {
    if (itsSession != session) {
      return;
    }
    if (isConnected) {
      parcel.run();
    } else {
      held.add(() -> arrive(itsSession, parcel));
    }
  }
}

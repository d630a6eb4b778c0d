package parley.line.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Two sides and the network between them, in simulated time. A connection is two streams that keep
 * their order; the network can hold a stream, break a connection with or without telling, and let
 * dialling fail or hang.
 */
final class SimulatedLine {
  static final long SECOND = 1_000_000_000L;
  private static final long DIAL_TIMEOUT = 5 * SECOND;

  private record Event(long nanos, long order, Runnable action) {}

  /** One direction of a connection. */
  private static final class Stream {
    private final Deque<byte[]> held = new ArrayDeque<>();
    private long lastArrival;
    private boolean endHeld;
  }

  private final class Connection {
    private final long number;
    private final Map<SimulatedSide, Stream> towards;
    private final SimulatedSide dialler;
    private final List<SimulatedSide> ends = new ArrayList<>();

    Connection(long number, SimulatedSide dialler) {
      this.number = number;
      this.dialler = dialler;
      this.towards = Map.of(one, new Stream(), other, new Stream());
      this.ends.addAll(List.of(one, other));
    }
  }

  final RandomGenerator random;
  final SimulatedSide one;
  final SimulatedSide other;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.nanos != b.nanos ? Long.compare(a.nanos, b.nanos) : Long.compare(a.order, b.order));
  private final Map<Long, Connection> connections = new TreeMap<>();
  private final Map<SimulatedSide, Boolean> deaf =
      new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
  private long nanos;
  private long order;
  private long lastConnection;
  private boolean refusing;
  private boolean flaky;

  SimulatedLine(long seed) {
    random = new SplittableRandom(seed);
    one = new SimulatedSide(this, "one", 0);
    other = new SimulatedSide(this, "other", 1_500_000);
    deaf.put(one, false);
    deaf.put(other, false);
    one.start();
    other.start();
  }

  long nanos() {
    return nanos;
  }

  void at(long delayNanos, Runnable action) {
    events.add(new Event(nanos + delayNanos, order++, action));
  }

  void run(long duration) {
    long end = nanos + duration;
    while (!events.isEmpty() && events.peek().nanos <= end) {
      Event event = events.poll();
      nanos = event.nanos;
      event.action.run();
    }
    nanos = end;
  }

  // ------------------------------------------------------------------ what the network does

  /** Whether nothing reaches this side; what is sent meanwhile comes later, if at all. */
  void deaf(SimulatedSide side, boolean isDeaf) {
    deaf.put(side, isDeaf);
    if (!isDeaf) {
      connections.values().forEach(each -> release(each, side));
    }
  }

  /** Whether dialling is refused at once. */
  void refusing(boolean isRefusing) {
    refusing = isRefusing;
  }

  /** Whether every third connection breaks within its first frames. */
  void flaky(boolean isFlaky) {
    flaky = isFlaky;
  }

  /** Breaks each connection; each end hears of it after a while, or by silence only. */
  void cut(boolean told) {
    for (Connection each : List.copyOf(connections.values())) {
      cut(each, told);
    }
  }

  private void cut(Connection connection, boolean told) {
    if (connections.remove(connection.number) != null && told) {
      for (SimulatedSide end : connection.ends) {
        at(delay(), () -> end.closed(connection.number));
      }
    }
  }

  void heal() {
    refusing = false;
    deaf(one, false);
    deaf(other, false);
  }

  int open() {
    return connections.size();
  }

  // ------------------------------------------------------------------ what the sides ask for

  void dial(SimulatedSide dialler) {
    SimulatedSide answering = peer(dialler);
    int life = dialler.life();
    if (refusing) {
      at(delay(), () -> dialler.dialFailed(life));
      return;
    }
    at(
        delay() * 3,
        () -> {
          if (deaf.get(one) || deaf.get(other)) {
            at(DIAL_TIMEOUT, () -> dialler.dialFailed(life));
          } else if (dialler.life() == life) {
            Connection made = new Connection(++lastConnection, dialler);
            connections.put(made.number, made);
            if (flaky && random.nextInt(3) == 0) {
              at(random.nextLong(SECOND / 4), () -> cut(made, random.nextBoolean()));
            }
            if (random.nextBoolean()) {
              dialler.opened(made.number, true);
              at(delay(), () -> answer(answering, made));
            } else {
              answering.opened(made.number, false);
              at(delay(), () -> answer(dialler, made));
            }
          }
        });
  }

  private void answer(SimulatedSide side, Connection made) {
    if (!made.ends.contains(side) || !connections.containsKey(made.number)) {
      if (made.dialler == side) {
        side.dialFailed(side.life());
      }
      return;
    }
    side.opened(made.number, made.dialler == side);
    release(made, side);
  }

  void send(SimulatedSide from, long link, byte[] frame) {
    Connection connection = connections.get(link);
    if (connection == null) {
      return;
    }
    Stream stream = connection.towards.get(peer(from));
    stream.held.add(frame);
    release(connection, peer(from));
  }

  /** The other end hears of it after all that was sent before. */
  void close(SimulatedSide from, long link) {
    Connection connection = connections.get(link);
    if (connection == null || !connection.ends.remove(from)) {
      return;
    }
    if (connection.ends.isEmpty()) {
      connections.remove(link);
    }
    connection.towards.get(peer(from)).endHeld = true;
    release(connection, peer(from));
  }

  /** The process is gone: its connections end, and what was on its way to it is lost. */
  void died(SimulatedSide side) {
    List.copyOf(connections.keySet()).forEach(link -> close(side, link));
  }

  private void release(Connection connection, SimulatedSide to) {
    Stream stream = connection.towards.get(to);
    if (deaf.get(to) || !to.knows(connection.number)) {
      return;
    }
    while (!stream.held.isEmpty()) {
      byte[] frame = stream.held.poll();
      stream.lastArrival = Math.max(stream.lastArrival, nanos + delay());
      at(
          stream.lastArrival - nanos,
          () -> {
            if (connections.containsKey(connection.number) && connection.ends.contains(to)) {
              to.received(connection.number, frame);
            }
          });
    }
    if (stream.endHeld) {
      stream.endHeld = false;
      stream.lastArrival = Math.max(stream.lastArrival, nanos + delay());
      at(
          stream.lastArrival - nanos,
          () -> {
            connections.remove(connection.number);
            if (connection.ends.contains(to)) {
              to.closed(connection.number);
            }
          });
    }
  }

  private SimulatedSide peer(SimulatedSide side) {
    return side == one ? other : one;
  }

  private long delay() {
    return random.nextLong(1_000_000, 60_000_000);
  }
}

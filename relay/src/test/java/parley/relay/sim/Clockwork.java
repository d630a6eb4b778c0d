package parley.relay.sim;

import java.util.PriorityQueue;

/** Simulated time: runs what is due in order, faster than real time. */
final class Clockwork {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long order;

  private record Event(long time, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time - other.time, 0);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  Clockwork(long start) {
    now = start;
  }

  long now() {
    return now;
  }

  void at(long time, Runnable action) {
    events.add(new Event(Math.max(time, now), order++, action));
  }

  /** Runs {@code action} again and again. */
  void every(long interval, Runnable action) {
    at(
        now + interval,
        () -> {
          action.run();
          every(interval, action);
        });
  }

  void runUntil(long end) {
    while (!events.isEmpty() && events.peek().time() <= end) {
      Event event = events.poll();
      now = event.time();
      event.action().run();
    }
    now = end;
  }
}

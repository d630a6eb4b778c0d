package parley.node.room;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;

/** Time of a simulation, and threads that may be seconds late for each of their commands. */
final class SlowWorld {
  final Random random;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::number));
  private final int latest;
  private long number;
  private long millis;

  private record Due(long millis, long number, Runnable what) {}

  SlowWorld(long seed) {
    random = new Random(seed);
    latest = random.nextInt(4) == 0 ? 4_000 : 300;
  }

  void after(long wait, Runnable what) {
    due.add(new Due(millis + wait, number++, what));
  }

  void after(Duration wait, Runnable what) {
    after(wait.toMillis(), what);
  }

  /** Within this time, whenever. */
  void within(int most, Runnable what) {
    after(random.nextInt(most), what);
  }

  void run(long duration) {
    long end = millis + duration;
    while (!due.isEmpty() && due.peek().millis <= end) {
      Due next = due.poll();
      millis = next.millis;
      next.what.run();
    }
    millis = end;
  }

  /** One thread of a process. */
  final class Lane implements Executor {
    private final Queue<Runnable> commands = new ArrayDeque<>();
    private boolean isDead;
    private boolean isDue;

    @Override
    public void execute(Runnable command) {
      commands.add(command);
      goOn();
    }

    private void goOn() {
      if (!isDue && !commands.isEmpty()) {
        isDue = true;
        after(random.nextInt(10) == 0 ? random.nextInt(latest) : random.nextInt(5), this::step);
      }
    }

    private void step() {
      isDue = false;
      Runnable next = commands.poll();
      if (!isDead && next != null) {
        next.run();
        goOn();
      }
    }

    /** The process was killed. */
    void die() {
      isDead = true;
      commands.clear();
    }
  }
}

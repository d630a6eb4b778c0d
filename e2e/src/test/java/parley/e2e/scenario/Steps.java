package parley.e2e.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says, step by step, what of the scenario was played and what does not exist yet. */
final class Steps {
  private final List<String> lines = new ArrayList<>();

  /** A step, or a part of one. */
  @FunctionalInterface
  interface Play {
    void run() throws Exception;
  }

  void play(int number, String what, Play play) throws Exception {
    long began = System.nanoTime();
    try {
      play.run();
      long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
      lines.add("step %2d  done      %s (%d s)".formatted(number, what, seconds));
    } catch (Exception | AssertionError e) {
      lines.add("step %2d  FAILED    %s".formatted(number, what));
      print();
      throw e;
    }
  }

  void notYet(int number, String what) {
    lines.add("step %2d  not yet   %s".formatted(number, what));
  }

  void print() {
    System.out.println("The reference scenario:");
    lines.forEach(line -> System.out.println("  " + line));
  }
}

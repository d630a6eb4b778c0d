package parley.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import parley.e2e.Delegate;
import parley.e2e.Demo;
import parley.e2e.browser.Chromium;
import parley.e2e.network.Between;
import parley.e2e.network.Break;
import parley.e2e.room.Comeback;
import parley.e2e.room.DemoTalk;
import parley.e2e.room.Participant;

/**
 * One call between two nodes that goes on through every kind of break: from the moment that the
 * line is back, or the node answers again, until pictures and sound come on both sides.
 *
 * <p>{@code -Dparley.breaks=cut-10,kill} tries only some. What has not come back within the
 * patience counts as that long.
 */
final class Breaks implements Measurement {
  private static final long SEED = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Between two breaks: the line has to be steady again, as it would be. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  /** A long break is tried less often: each takes minutes. */
  private static final int MOST_LONG = 5;

  private static final Duration LONG = Duration.ofMinutes(1);

  private record Kind(String name, String words, Break what, Duration lasting) {
    int times(int repetitions) {
      return lasting.compareTo(LONG) > 0 ? Math.min(repetitions, MOST_LONG) : repetitions;
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("cut-1", "line cut for 1 s", Break.CUT, Duration.ofSeconds(1)),
          new Kind("cut-10", "line cut for 10 s", Break.CUT, Duration.ofSeconds(10)),
          new Kind("one-way", "one direction cut for 5 s", Break.ONE_WAY, Duration.ofSeconds(5)),
          new Kind("stop", "node stopped for 5 s", Break.STOP, Duration.ofSeconds(5)),
          new Kind("kill", "node killed and started again", Break.KILL, Duration.ZERO),
          new Kind("cut-120", "line cut for 120 s", Break.CUT, Duration.ofSeconds(120)),
          new Kind("moved", "another address of one node", Break.MOVED, Duration.ZERO));

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public String name() {
    return "breaks: from the line or node being back until media come on both sides";
  }

  @Override
  public List<Figure> measure(int repetitions, Path scratch) throws Exception {
    List<Between> between = new ArrayList<>();
    try (Demo demo =
            Demo.through(
                scratch.resolve("data"),
                (norland, sudria) -> {
                  between.add(new Between(norland, sudria, SEED));
                  return between.getFirst();
                });
        Chromium chromium = Chromium.withAnyCamera()) {
      String talk = DemoTalk.of(demo, chromium);
      Participant helen = Room.atTheDoor(demo, talk, chromium, Delegate.HELEN).join();
      Participant viktor = Room.atTheDoor(demo, talk, chromium, Delegate.VIKTOR).join();
      List<Comeback> both =
          List.of(
              new Comeback(helen.page(), Delegate.VIKTOR),
              new Comeback(viktor.page(), Delegate.HELEN));
      both.forEach(each -> each.await(PATIENCE));
      for (Kind kind : wanted()) {
        measure(kind, kind.times(repetitions), demo, between.getFirst(), both);
      }
      return figures;
    } finally {
      between.forEach(Between::close);
    }
  }

  private static List<Kind> wanted() {
    String asked = System.getProperty("parley.breaks", "");
    return KINDS.stream()
        .filter(kind -> asked.isEmpty() || Arrays.asList(asked.split(",")).contains(kind.name))
        .toList();
  }

  private void measure(Kind kind, int repetitions, Demo demo, Between between, List<Comeback> both)
      throws InterruptedException {
    double[] norland = new double[repetitions];
    double[] sudria = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      Thread.sleep(PAUSE);
      kind.what.happen(demo, between, kind.lasting, () -> {});
      long back = System.currentTimeMillis();
      both.forEach(Comeback::mark);
      norland[i] = await(both.getFirst(), back);
      sudria[i] = await(both.getLast(), back);
      System.out.printf("    %s: %.0f ms, %.0f ms%n", kind.name, norland[i], sudria[i]);
    }
    double[] last = new double[repetitions];
    Arrays.setAll(last, i -> Math.max(norland[i], sudria[i]));
    figures.add(new Figure(kind.words + ": media on both sides", "ms", Distribution.of(last)));
    figures.add(new Figure("  in Norland", "ms", Distribution.of(norland)));
    figures.add(new Figure("  in Sudria", "ms", Distribution.of(sudria)));
  }

  private static double await(Comeback comeback, long back) {
    try {
      return comeback.await(PATIENCE) - back;
    } catch (AssertionError late) {
      return PATIENCE.toMillis();
    }
  }
}

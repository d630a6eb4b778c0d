package parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures everything, prints a table, writes the page with the plots. */
public final class Bench {
  private static final int REPETITIONS = 20;
  private static final int QUICK_REPETITIONS = 3;

  private Bench() {}

  /**
   * Runs the measurements; {@code -Dparley.repetitions=5} is how often each, otherwise 20 times.
   *
   * @param arguments {@code --quick} for few repetitions; words, to run only measurements whose
   *     name holds one of them; or {@code --write FILE ENTRIES}, to measure nothing and write the
   *     long talk's dossier, so that other verifiers can be measured with the same file
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 3 && arguments[0].equals("--write")) {
      Files.write(Path.of(arguments[1]), LongTalk.export(Integer.parseInt(arguments[2])));
      return;
    }
    List<String> words = Arrays.stream(arguments).filter(word -> !word.startsWith("-")).toList();
    int repetitions =
        Arrays.asList(arguments).contains("--quick")
            ? QUICK_REPETITIONS
            : Integer.getInteger("parley.repetitions", REPETITIONS);
    List<Figure> figures = new ArrayList<>();
    boolean whole = true;
    System.out.println(machine());
    for (Measurement measurement : measurements()) {
      if (words.isEmpty() || words.stream().anyMatch(measurement.name()::contains)) {
        whole &= run(measurement, repetitions, figures);
      }
    }
    Path page =
        Path.of(System.getProperty("parley.root", "."), "bench", "target", "figures.html")
            .normalize();
    Files.createDirectories(page.getParent());
    Files.writeString(page, Plot.page(machine(), figures));
    System.out.println("Plots: " + page);
    System.exit(whole ? 0 : 1);
  }

  private static List<Measurement> measurements() {
    return List.of(
        new StartUp(),
        new DossierCost(),
        new Touches(),
        new Room(),
        new RoomMemory(),
        new RoomKeys(),
        new RoomLoad(),
        new SecondNode(),
        new Breaks());
  }

  private static boolean run(Measurement measurement, int repetitions, List<Figure> figures)
      throws IOException {
    System.out.println("\n" + measurement.name());
    Path scratch = Files.createTempDirectory("parley-bench");
    try {
      for (Figure figure : measurement.measure(repetitions, scratch)) {
        System.out.println("  " + figure.line());
        figures.add(figure);
      }
      return true;
    } catch (Exception | AssertionError e) {
      System.out.println("  not measured: " + e);
      return false;
    } finally {
      remove(scratch);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Bench::removeOne);
    }
  }

  private static void removeOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s %s, %d processors, Java %s",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
  }
}

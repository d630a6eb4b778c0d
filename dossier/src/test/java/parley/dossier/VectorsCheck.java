package parley.dossier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import parley.dossier.model.DelegationId;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;

/** Verifies the committed vectors and compares the verdicts with those expected. */
public class VectorsCheck {
  static final Path FOLDER = Path.of("..", "docs", "vectors", "dossier");
  static final Path INDEX = FOLDER.resolve("expected.tsv");

  /**
   * A vector that got another verdict.
   *
   * @param expected reason, chain and number, separated by spaces
   */
  public record Miss(String vector, String expected, String found) {}

  /** The vectors that do not get their verdict. */
  public static List<Miss> misses() throws IOException {
    return misses("");
  }

  /** Of this vector, or of all if it is empty, those that do not get their verdict. */
  public static List<Miss> misses(String only) throws IOException {
    List<Miss> misses = new ArrayList<>();
    for (String line : Files.readAllLines(INDEX)) {
      String[] cells = line.split("\t", -1);
      if (!only.isEmpty() && !only.equals(cells[0])) {
        continue;
      }
      byte[] file = Files.readAllBytes(FOLDER.resolve(cells[0] + ".json"));
      String expected = String.join(" ", cells[1], cells[2], cells[3]);
      String found = verdict(Verifier.verify(file));
      if (!found.equals(expected)) {
        misses.add(new Miss(cells[0], expected, found));
      }
    }
    return misses;
  }

  private static String verdict(Report report) {
    return switch (report) {
      case Report.Holds holds -> "HOLDS  0";
      case Report.Fails fails ->
          String.join(
              " ",
              fails.reason().name(),
              fails.chain().map(DelegationId::value).orElse(""),
              Long.toString(fails.seq()));
    };
  }
}

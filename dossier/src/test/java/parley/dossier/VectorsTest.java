package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Reason;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;

/** The committed vectors: a stranger's verifier must say the same of them. */
class VectorsTest {
  private static final Path FOLDER = Path.of("..", "docs", "vectors", "dossier");
  private static final Path INDEX = FOLDER.resolve("expected.tsv");

  /** Reasons that no single file can show. */
  private static final Set<Reason> NOT_IN_FILES = EnumSet.of(Reason.STALE);

  @TestFactory
  Stream<DynamicTest> everyCommittedVectorGetsItsVerdict() throws IOException {
    return Files.readAllLines(INDEX).stream()
        .map(line -> line.split("\t", -1))
        .map(line -> DynamicTest.dynamicTest(line[0], () -> check(line)));
  }

  private static void check(String[] line) throws IOException {
    byte[] file = Files.readAllBytes(FOLDER.resolve(line[0] + ".json"));
    assertThat(verdict(Verifier.verify(file)))
        .isEqualTo(String.join(" ", line[1], line[2], line[3]));
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

  @Test
  void everyReasonHasAVector() throws IOException {
    List<String> shown =
        Files.readAllLines(INDEX).stream().map(line -> line.split("\t")[1]).toList();
    assertThat(Arrays.stream(Reason.values()).filter(r -> !NOT_IN_FILES.contains(r)))
        .extracting(Reason::name)
        .isSubsetOf(shown);
  }

  /** With {@code -Dvectors.write=true} it writes them instead. */
  @Test
  void theCommittedVectorsAreThoseTheGeneratorMakes() throws IOException {
    Map<String, String> made = new TreeMap<>();
    StringBuilder index = new StringBuilder();
    Vectors.all()
        .forEach(
            (name, vector) -> {
              made.put(name + ".json", vector.file());
              Vectors.Expected e = vector.expected();
              index.append(String.join("\t", name, e.reason(), e.chain(), "" + e.seq()));
              index.append('\n');
            });
    made.put("expected.tsv", index.toString());
    if (Boolean.getBoolean("vectors.write")) {
      Files.createDirectories(FOLDER);
      for (var file : made.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
      }
    }
    for (var file : made.entrySet()) {
      byte[] committed = Files.readAllBytes(FOLDER.resolve(file.getKey()));
      assertThat(new String(committed, StandardCharsets.UTF_8))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}

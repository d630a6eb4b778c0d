package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Reason;

/** The committed vectors: a stranger's verifier must say the same of them. */
class VectorsTest {
  /** Reasons that no single file can show. */
  private static final Set<Reason> NOT_IN_FILES = EnumSet.of(Reason.STALE);

  @Test
  void everyCommittedVectorGetsItsVerdict() throws IOException {
    assertThat(VectorsCheck.misses()).isEmpty();
  }

  @Test
  void everyReasonHasAVector() throws IOException {
    List<String> shown =
        Files.readAllLines(VectorsCheck.INDEX).stream().map(line -> line.split("\t")[1]).toList();
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
              VectorBook.Expected e = vector.expected();
              index.append(String.join("\t", name, e.reason(), e.chain(), "" + e.seq()));
              index.append('\n');
            });
    made.put("expected.tsv", index.toString());
    if (Boolean.getBoolean("vectors.write")) {
      Files.createDirectories(VectorsCheck.FOLDER);
      for (var file : made.entrySet()) {
        Files.writeString(VectorsCheck.FOLDER.resolve(file.getKey()), file.getValue());
      }
    }
    for (var file : made.entrySet()) {
      byte[] committed = Files.readAllBytes(VectorsCheck.FOLDER.resolve(file.getKey()));
      assertThat(new String(committed, StandardCharsets.UTF_8))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}

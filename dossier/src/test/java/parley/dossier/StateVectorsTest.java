package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import parley.dossier.state.Standing;

/** The committed talks: the browser's verifier computes the same state of them. */
class StateVectorsTest {
  private static final Path FOLDER = Path.of("..", "docs", "vectors", "state");

  /** Only a time can be postponed, and only what is in a package is held. */
  private static final Set<Standing> NEVER_OF_STATEMENTS =
      Set.of(Standing.POSTPONED, Standing.HELD);

  /** With {@code -Dvectors.write=true} it writes them instead. */
  @Test
  void theCommittedTalksAreThoseTheGeneratorMakes() throws IOException {
    Map<String, String> made = new TreeMap<>();
    List<String> index = new ArrayList<>();
    List<String> admission = new ArrayList<>();
    StateVectors.all()
        .forEach(
            (name, talk) -> {
              made.put(name + ".json", talk.file());
              index.addAll(talk.expected());
              admission.addAll(talk.admission());
            });
    made.put("expected.tsv", String.join("\n", index) + "\n");
    made.put("admission.tsv", String.join("\n", admission) + "\n");
    for (var file : made.entrySet()) {
      Path path = FOLDER.resolve(file.getKey());
      if (Boolean.getBoolean("vectors.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(path, file.getValue());
      }
      String committed = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      assertThat(committed).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  @Test
  void theyShowEveryStandingAndAFork() {
    String all =
        String.join(
            "\n",
            StateVectors.all().values().stream()
                .map(t -> String.join("\n", t.expected()))
                .toList());
    assertThat(Arrays.stream(Standing.values()).map(standing -> " " + standing))
        .allSatisfy(standing -> assertThat(all).contains(standing));
    assertThat(all).contains("EQUIVOCATION").contains("room IN_FORCE");
    assertThat(Arrays.stream(Standing.values()).filter(s -> !NEVER_OF_STATEMENTS.contains(s)))
        .allSatisfy(standing -> assertThat(all).containsPattern("statement/\\S+ " + standing));
  }
}

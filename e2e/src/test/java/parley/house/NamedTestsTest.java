package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model says by which test each protection is tried: those tests are there. */
class NamedTestsTest {
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z]*(?:Test|Properties)|[a-z-]+\\.test\\.ts)`");
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path SECURITY = ROOT.resolve("docs/SECURITY.md");
  private static final List<String> FOLDERS =
      List.of(
          "dossier/src/test",
          "relay/src/test",
          "line/src/test",
          "node/src/test",
          "e2e/src/test",
          "client/test");

  @Test
  void everyTestThatTheThreatModelNamesIsThere() throws IOException {
    Set<String> named = named(Files.readString(SECURITY));
    assertThat(named).as("tests named").hasSizeGreaterThan(20);
    assertThat(missing(named)).isEmpty();
  }

  /** Positive control. */
  @Test
  void aTestThatIsGoneIsFound() throws IOException {
    assertThat(missing(named("stopped by `PermissionTest`, `GoneTest`, `gone.test.ts`")))
        .containsExactly("GoneTest", "gone.test.ts");
  }

  private static Set<String> named(String text) {
    return NAMED
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> missing(Set<String> named) throws IOException {
    Set<String> missing = new TreeSet<>(named);
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.forEach(file -> missing.remove(file.getFileName().toString().replace(".java", "")));
      }
    }
    return missing;
  }
}

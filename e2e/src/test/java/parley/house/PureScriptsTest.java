package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client's formats and its verifier work without a page: they run in a worker and in tests. */
class PureScriptsTest {
  private static final Path SOURCES = Path.of("..", "client", "src");

  /** What only a page has, and what would make a verdict depend on when and where it is asked. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(document|window|navigator|localStorage|indexedDB|fetch|location|self)\\b\\s*[.(\\[]"
              + "|\\b(HTML\\w*Element|Date\\.now|new Date\\(\\)|Math\\.random|performance|setTimeout)\\b"
              + "|getRandomValues");

  private static final Pattern IMPORT = Pattern.compile("from \"(\\.\\./[^\"]+)\"");

  @Test
  void theProtocolAndTheVerifierUseNeitherAPageNorAClock() {
    for (String folder : List.of("protocol", "dossier")) {
      assertThat(lines(folder, FORBIDDEN)).as(folder).isEmpty();
    }
  }

  /** Keys and nonces are drawn where they are used. */
  @Test
  void theRoomsKeysUseNeitherAPageNorAClock() {
    assertThat(lines("crypto", FORBIDDEN)).allMatch(line -> line.contains("getRandomValues"));
  }

  @Test
  void theVerifierImportsNothingFromOutside() {
    assertThat(lines("dossier", IMPORT)).isEmpty();
  }

  /** Positive control: where a page is used, the same reader finds it. */
  @Test
  void theReaderFindsAScriptThatUsesThePage() {
    assertThat(lines("view", FORBIDDEN)).isNotEmpty();
    assertThat(lines("record", IMPORT)).isNotEmpty();
  }

  private static List<String> lines(String folder, Pattern pattern) {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> code(file).filter(line -> pattern.matcher(line).find()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> code(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.strip().startsWith("//"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package parley.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A ratchet: nothing may grow past these sizes; what is longer today is listed and may shrink. */
class SizesTest {
  private static final int LONGEST_METHOD = 60;
  private static final int LONGEST_FILE = 400;

  /** What was too long when it was found; it may shrink, and nothing may be added. */
  private static final Map<String, Integer> TOLERATED =
      Map.of(
          "dossier/src/test/java/parley/dossier/Vectors.java", 514,
          "relay/src/test/java/parley/relay/sim/SimPeer.java", 437);

  private static final String TOLERATED_METHOD =
      "dossier/src/test/java/parley/dossier/PersonVectors.java: persons has 63 lines";

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void noFileIsLongerThanAReaderCanHold() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources(".java", ".ts", ".css", ".jte")) {
      long lines = lineCount(file);
      String name = ROOT.relativize(file).toString();
      if (lines > TOLERATED.getOrDefault(name, LONGEST_FILE)) {
        tooLong.add(name + ": " + lines + " lines");
      }
    }
    assertThat(tooLong).as("files of more than %d lines", LONGEST_FILE).isEmpty();
  }

  @Test
  void noMethodIsLongerThanAScreen() throws IOException {
    List<String> tooLong = longMethods(sources(".java"), LONGEST_METHOD);
    tooLong.removeIf(line -> line.startsWith(TOLERATED_METHOD));
    assertThat(tooLong).as("methods of more than %d lines", LONGEST_METHOD).isEmpty();
  }

  /** Positive control: with a limit of five lines the same reader finds methods. */
  @Test
  void theReaderSeesMethods() throws IOException {
    assertThat(longMethods(sources(".java"), 5)).isNotEmpty();
  }

  private static List<String> longMethods(List<Path> files, int limit) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  ignored -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new LongMethods(unit, positions, limit, found).scan(unit, null);
      }
    }
    return found;
  }

  private static List<Path> sources(String... endings) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .filter(SizesTest::isOurs)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : ROOT.relativize(file)) {
      String name = part.toString();
      if (name.equals("target") || name.equals("node_modules") || name.equals(".git")) {
        return false;
      }
    }
    return true;
  }

  private static long lineCount(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class LongMethods extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final int limit;
    private final List<String> found;

    LongMethods(
        CompilationUnitTree unit, SourcePositions positions, int limit, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.limit = limit;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > limit) {
        Path file = Path.of(unit.getSourceFile().toUri());
        found.add(
            "%s: %s has %d lines"
                .formatted(ROOT.relativize(file), method.getName(), last - first + 1));
      }
      return super.visitMethod(method, nothing);
    }
  }
}

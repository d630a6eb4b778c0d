package parley.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.chain.Dossier;

/**
 * Breaks the dossier's own code in many ways, one at a time, and expects the fast tests to notice.
 * The unbroken code must pass the same tests in the same way.
 */
@Tag("mutants")
class MutantsTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "parley", "dossier");
  private static final Path LIST = Path.of("src", "test", "mutants", "mutants.txt");
  private static final List<String> GROUPS =
      List.of(
          "TermInForceTest",
          "AnswersTest",
          "TalkStateTest",
          "DevicesTest",
          "RotationTest",
          "VerifierTest",
          "VectorsCheck");

  @TempDir private static Path work;

  private static Path classes;
  private static Path tests;

  private record Mutant(String name, String check, Path file, String from, String to) {
    /** The source with the one place changed. */
    String source() throws IOException {
      String source = Files.readString(SOURCES.resolve(file));
      assertThat(source.split(java.util.regex.Pattern.quote(from), -1))
          .as("the text to change stands exactly once in " + file + ": " + from)
          .hasSize(2);
      return source.replace(from, to);
    }
  }

  @BeforeAll
  static void find() throws URISyntaxException {
    classes = Path.of(Dossier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    tests = Path.of(Story.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void theUnbrokenCodePasses() throws Exception {
    for (String group : GROUPS) {
      assertThat(failure(group, Files.createTempDirectory(work, "plain"))).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyMutantIsCaught() throws IOException {
    List<Mutant> mutants = mutants();
    assertThat(mutants).extracting(Mutant::name).doesNotHaveDuplicates();
    assertThat(mutants).hasSizeGreaterThanOrEqualTo(20);
    return mutants.stream().map(m -> DynamicTest.dynamicTest(m.name(), () -> isCaught(m)));
  }

  private static void isCaught(Mutant mutant) throws Exception {
    Path changed = Files.createTempDirectory(work, "mutant");
    compile(mutant, changed);
    assertThat(failure(mutant.check(), changed)).as(mutant.name()).isNotEmpty();
  }

  private static void compile(Mutant mutant, Path to) throws IOException {
    Path source = to.resolve(mutant.file().getFileName());
    Files.writeString(source, mutant.source());
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-implicit:none",
                "-cp",
                classes + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                "-d",
                to.toString(),
                source.toString());
    assertThat(result).as("the mutant compiles: " + mutant.name()).isZero();
  }

  /** What the check says when these classes go before the ordinary ones; nothing if it passes. */
  private static String failure(String check, Path changed) throws Exception {
    URL[] path = {
      changed.toUri().toURL(), classes.toUri().toURL(), tests.toUri().toURL(),
    };
    try (Changed loader = new Changed(path)) {
      Object failure =
          loader
              .loadClass(CoreChecks.class.getName())
              .getMethod("failure", String.class)
              .invoke(null, check);
      return (String) failure;
    } catch (java.lang.reflect.InvocationTargetException e) {
      return e.getCause().toString();
    }
  }

  private static List<Mutant> mutants() throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    for (String block : Files.readString(LIST).split("\n\n")) {
      List<String> lines = block.lines().filter(line -> !line.startsWith("#")).toList();
      if (!lines.isEmpty()) {
        String[] place = lines.get(1).split(" ");
        mutants.add(
            new Mutant(lines.get(0), place[0], Path.of(place[1]), lines.get(2), lines.get(3)));
      }
    }
    return mutants;
  }

  /** Loads the dossier's classes from the path, and everything else from the test's own loader. */
  private static final class Changed extends URLClassLoader {
    Changed(URL[] path) {
      super(path, MutantsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && name.startsWith("parley.dossier.")) {
          loaded = findClass(name);
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }
  }
}

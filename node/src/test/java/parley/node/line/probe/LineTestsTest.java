package parley.node.line.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.node.line.probe.LineTest.Asker;
import parley.node.storage.Database;

class LineTestsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
  private static final String OWN = "norland";
  private static final String KEY = "key";

  @TempDir private Path folder;
  @AutoClose private Database database;
  private LineTests tests;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("node.db"));
    tests = new LineTests(database);
  }

  private static LineTest test(int minute, Finding finding, Optional<Figures> figures) {
    return new LineTest(BEGIN.plus(Duration.ofMinutes(minute)), Asker.OWN_HOURLY, finding, figures);
  }

  @Test
  void whatWasMeasuredIsReadAsItWasWritten() {
    Figures figures =
        new Figures(
            TestedLine.report(499, 298, 41),
            Optional.of(Duration.ofMillis(-3)),
            Duration.ofHours(30));
    LineTest good = test(0, Finding.PASSED, Optional.of(figures));
    LineTest none = test(1, Finding.LINE_DOWN, Optional.empty());
    tests.add(OWN, KEY, good);
    tests.add(OWN, KEY, none);
    tests.add(OWN, "another line", test(2, Finding.SLOW, Optional.empty()));
    assertThat(tests.latest(OWN, KEY, 10)).containsExactly(none, good);
    assertThat(tests.last(OWN, KEY)).as("none is no test").contains(good);
  }

  @Test
  void aFailedOneIsTheLastButNotTheLastGoodOne() {
    LineTest good = test(0, Finding.PASSED, Optional.empty());
    LineTest bad = test(1, Finding.LINE_BROKEN, Optional.empty());
    tests.add(OWN, KEY, good);
    tests.add(OWN, KEY, bad);
    assertThat(tests.last(OWN, KEY)).contains(bad);
    assertThat(tests.lastPassed(OWN, KEY)).contains(good);
  }
}

package parley.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * What was acknowledged survives a loss of power. Killing a process proves nothing about that,
 * since the system's cache survives; so the writer runs under a shim that writes down its writes
 * and syncs, and the test restarts on what the disk would hold at many moments.
 */
class PowerLossTest {
  private static final int ENTRIES = 260;
  private static final int MOMENTS = 60;
  private static final long SEED = 20_261_123;

  @TempDir Path folder;

  @Test
  void shouldKeepEveryAcknowledgedEntryWhenPowerIsLostAtAnyMoment() throws Exception {
    Trace trace = write(SynchronousMode.FULL);
    assertThat(restart(trace)).as("a node starts on what is left at the end").hasSize(ENTRIES);
    assertThat(lost(trace, false)).as("only what was synced is left; seed %d", SEED).isEmpty();
    assertThat(lost(trace, true)).as("some of the rest is left too, torn; seed %d", SEED).isEmpty();
  }

  @Test
  void shouldNoticeLostEntriesWhenTheDatabaseDoesNotSync() throws Exception {
    assertThat(lost(write(SynchronousMode.OFF), false))
        .as("the control: this must lose something")
        .isNotEmpty();
  }

  private Trace write(SynchronousMode mode) throws IOException, InterruptedException {
    Path shim = compileShim();
    Path data = Files.createDirectories(folder.resolve("data"));
    ProcessBuilder writer =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            JournalWriter.class.getName(),
            data.toString(),
            mode.name(),
            Integer.toString(ENTRIES));
    writer.environment().put("LD_PRELOAD", shim.toString());
    writer.environment().put("POWER_LOSS_ROOT", data.toString());
    writer.environment().put("POWER_LOSS_TRACE", folder.resolve("trace").toString());
    run(writer, "the writer");
    return Trace.read(folder.resolve("trace"));
  }

  /** The entries that the journal itself reads after a loss at the very end. */
  private List<String> restart(Trace trace) {
    Disk disk = new Disk();
    trace.steps().forEach(disk::apply);
    disk.leave(
        folder.resolve("data"), folder.resolve("restart"), new SplittableRandom(SEED), false);
    try (Database database = Database.open(folder.resolve("restart").resolve("parley.db"))) {
      return new DossierJournal(database).load(JournalWriter.TALK).entries();
    }
  }

  /** Acknowledged entries that are not there after a restart, by the moment of the loss. */
  private List<String> lost(Trace trace, boolean anyUnsynced) throws IOException {
    SplittableRandom luck = new SplittableRandom(SEED);
    Set<Integer> moments = moments(trace, luck);
    List<String> lost = new ArrayList<>();
    Disk disk = new Disk();
    Set<String> acknowledged = new HashSet<>();
    for (int at = 0; at < trace.steps().size(); at++) {
      Trace.Step step = trace.steps().get(at);
      disk.apply(step);
      if (step.path().endsWith("/acknowledged") && step.operation() == Trace.Operation.WRITE) {
        acknowledged.add("entry-" + step.text().strip());
      }
      if (moments.contains(at)) {
        Path left = folder.resolve("left-" + anyUnsynced + "-" + at);
        disk.leave(folder.resolve("data"), left, luck, anyUnsynced);
        Set<String> missing = new TreeSet<>(acknowledged);
        missing.removeAll(kept(left));
        if (!missing.isEmpty()) {
          lost.add("step " + at + ": " + missing.size() + " of " + acknowledged.size());
        }
      }
    }
    assertThat(acknowledged).hasSize(ENTRIES);
    return lost;
  }

  /** Random moments, and some of each kind that matters: just after an acknowledgement. */
  private static Set<Integer> moments(Trace trace, SplittableRandom luck) {
    List<Integer> acknowledgements = new ArrayList<>();
    for (int at = 0; at < trace.steps().size(); at++) {
      if (trace.steps().get(at).path().endsWith("/acknowledged")) {
        acknowledgements.add(at);
      }
    }
    Set<Integer> moments = new TreeSet<>();
    for (int count = 0; count < MOMENTS / 2; count++) {
      moments.add(acknowledgements.get(luck.nextInt(acknowledgements.size())));
      moments.add(luck.nextInt(acknowledgements.getFirst(), trace.steps().size()));
    }
    return moments;
  }

  /** What SQLite recovers; it must not find itself damaged either. */
  private static Set<String> kept(Path left) {
    Path file = left.resolve("parley.db");
    if (!Files.exists(file)) {
      return Set.of();
    }
    try (Handle handle = Jdbi.open("jdbc:sqlite:" + file)) {
      assertThat(handle.createQuery("pragma quick_check").mapTo(String.class).one())
          .isEqualTo("ok");
      return handle.createQuery("select jws from entry").mapTo(String.class).set();
    } catch (JdbiException noTables) {
      return Set.of();
    } finally {
      remove(left);
    }
  }

  private static void remove(Path left) {
    for (File file : Objects.requireNonNull(left.toFile().listFiles())) {
      assertThat(file.delete()).isTrue();
    }
  }

  private Path compileShim() throws IOException, InterruptedException {
    Path shim = folder.resolve("power_loss.so");
    Path source = Path.of("src/test/c/power_loss.c").toAbsolutePath();
    run(
        new ProcessBuilder(
            "cc",
            "-shared",
            "-fPIC",
            "-O1",
            "-o",
            shim.toString(),
            source.toString(),
            "-ldl",
            "-lpthread"),
        "the C compiler; this test needs one (Debian: gcc)");
    return shim;
  }

  private void run(ProcessBuilder builder, String what) throws IOException, InterruptedException {
    File output = Files.createTempFile(folder, "run", ".log").toFile();
    int code = builder.redirectErrorStream(true).redirectOutput(output).start().waitFor();
    assertThat(code).as("%s said: %s", what, Files.readString(output.toPath())).isZero();
  }
}

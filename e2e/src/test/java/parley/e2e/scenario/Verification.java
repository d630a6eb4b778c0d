package parley.e2e.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import parley.e2e.NodeProcess;

/** {@code parley verify FILE} as its own process. */
record Verification(int exitCode, String text) {
  static Verification of(Path file) {
    NodeProcess process = NodeProcess.launch("verify", List.of(file.toString()));
    int code = process.awaitEnd(Duration.ofSeconds(90));
    return new Verification(code, String.join("\n", process.output()));
  }
}

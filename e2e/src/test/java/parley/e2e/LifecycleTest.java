package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping, starting again. */
@Timeout(240)
class LifecycleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aPortThatIsTakenGetsAClearMessageAndAnExitCode() {
    try (NodeProcess first = NodeProcess.demo(folder.resolve("first"))) {
      NodeProcess second =
          NodeProcess.launch(
              "demo",
              List.of(
                  "--port",
                  Integer.toString(first.port()),
                  "--data",
                  folder.resolve("second").toString()));
      assertThat(second.awaitEnd(PATIENCE)).isNotZero();
      assertThat(String.join("\n", second.output()))
          .contains(Integer.toString(first.port()))
          .doesNotContain("Exception");
    }
  }

  @Test
  void twoNodesNeverShareAFolder() {
    try (NodeProcess first = NodeProcess.demo(folder)) {
      NodeProcess second =
          NodeProcess.launch("demo", List.of("--port", "0", "--data", folder.toString()));
      assertThat(second.awaitEnd(PATIENCE)).isNotZero();
      assertThat(String.join("\n", second.output()))
          .contains(folder.toString())
          .doesNotContain("Exception");
      assertThat(status(first.cast())).isEqualTo(200);
    }
  }

  @Test
  void theInterruptKeyStopsItCleanly() throws Exception {
    try (NodeProcess node = NodeProcess.demo(folder)) {
      new ProcessBuilder("kill", "-INT", Long.toString(node.pid())).start().waitFor();
      node.awaitEnd(PATIENCE);
      assertThat(String.join("\n", node.output())).doesNotContain("Exception");
    }
    try (NodeProcess again = NodeProcess.demo(folder)) {
      assertThat(status(again.cast())).isEqualTo(200);
    }
  }

  @Test
  void itStartsAgainAfterBeingKilled() {
    try (NodeProcess node = NodeProcess.demo(folder)) {
      node.kill();
    }
    try (NodeProcess again = NodeProcess.demo(folder)) {
      assertThat(status(again.cast())).isEqualTo(200);
    }
  }

  private static int status(URI address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

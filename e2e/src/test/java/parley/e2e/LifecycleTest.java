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
import parley.e2e.browser.Waiting;

/** Starting, stopping, starting again. */
@Timeout(600)
class LifecycleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;

  @Test
  void aPortThatIsTakenGetsAClearMessageAndAnExitCode() {
    try (Demo first = Demo.neutral(folder.resolve("first"))) {
      int port = first.node(Demo.NORLAND).port();
      NodeProcess second =
          NodeProcess.launch(
              "demo",
              List.of(
                  "--port", Integer.toString(port), "--data", folder.resolve("second").toString()));
      assertThat(second.awaitEnd(PATIENCE)).isNotZero();
      assertThat(String.join("\n", second.output()))
          .contains(Integer.toString(port))
          .doesNotContain("Exception");
    }
  }

  @Test
  void twoNodesNeverShareAFolder() {
    try (Demo first = Demo.neutral(folder)) {
      NodeProcess second =
          NodeProcess.launch(
              "demo", List.of("--neutral", "--port", "0", "--data", folder.toString()));
      assertThat(second.awaitEnd(PATIENCE)).isNotZero();
      assertThat(String.join("\n", second.output()))
          .contains(folder.toString())
          .doesNotContain("Exception");
      assertThat(status(first.cast(Demo.NORLAND))).isEqualTo(200);
    }
  }

  @Test
  void aKilledNodeIsBackByItselfAndTheInterruptKeyStopsBothCleanly() {
    try (NodeProcess demo = NodeProcess.demo(folder)) {
      assertThat(status(demo.cast())).isEqualTo(200);
      List<ProcessHandle> nodes = nodes(demo);
      assertThat(nodes).hasSize(2);
      ProcessHandle sudria =
          nodes.stream().filter(node -> isOf(node, demo, "Sudria")).findFirst().orElseThrow();
      sudria.destroyForcibly();
      assertThat(status(demo.cast())).as("Norland's goes on").isEqualTo(200);
      Waiting.until(
          "Sudria's node to be back",
          PATIENCE,
          () -> String.join("\n", demo.output()),
          said -> said.contains("has ended with code 137") && said.contains("is back"));
      List<ProcessHandle> again = nodes(demo);
      assertThat(again).hasSize(2).doesNotContain(sudria);
      demo.signal("INT");
      demo.awaitEnd(PATIENCE);
      assertThat(again).noneMatch(ProcessHandle::isAlive);
      assertThat(String.join("\n", demo.output())).doesNotContain("Exception");
    }
  }

  @Test
  void bothNodesEndWithWhatHasStartedThemAndStartAgain() {
    List<ProcessHandle> nodes;
    try (NodeProcess demo = NodeProcess.demo(folder)) {
      nodes = nodes(demo);
      demo.kill();
    }
    Waiting.until(
        "both nodes to end",
        PATIENCE,
        () -> nodes.stream().filter(ProcessHandle::isAlive).count(),
        alive -> alive == 0);
    try (NodeProcess again = NodeProcess.demo(folder)) {
      assertThat(status(again.cast())).isEqualTo(200);
    }
  }

  private static List<ProcessHandle> nodes(NodeProcess demo) {
    return ProcessHandle.of(demo.pid()).stream().flatMap(ProcessHandle::children).toList();
  }

  private static boolean isOf(ProcessHandle node, NodeProcess demo, String name) {
    return demo.output().stream()
        .anyMatch(line -> line.contains(name) && line.contains(" " + node.pid() + ","));
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

package parley.e2e.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import parley.e2e.capture.Seat;

/** Firefox ESR, headless, in a profile of its own; one page. */
public final class Firefox implements BrowserPage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANNOUNCED = "WebDriver BiDi listening on ";

  private static final List<String> PREFERENCES =
      List.of(
          "user_pref(\"media.navigator.streams.fake\", true);",
          "user_pref(\"media.navigator.permission.disabled\", true);",
          "user_pref(\"media.autoplay.default\", 0);",
          "user_pref(\"media.autoplay.blocking_policy\", 0);",
          "user_pref(\"media.autoplay.block-webaudio\", false);",
          // A machine without a sound card: without this no AudioContext ever starts.
          "user_pref(\"media.cubeb.force_mock_context\", true);",
          "user_pref(\"media.volume_scale\", \"0.0\");",
          "user_pref(\"app.normandy.enabled\", false);",
          "user_pref(\"app.update.disabledForTesting\", true);",
          "user_pref(\"browser.shell.checkDefaultBrowser\", false);",
          "user_pref(\"browser.startup.page\", 0);",
          "user_pref(\"datareporting.policy.dataSubmissionEnabled\", false);",
          "user_pref(\"network.captive-portal-service.enabled\", false);",
          "user_pref(\"network.connectivity-service.enabled\", false);",
          "user_pref(\"toolkit.telemetry.enabled\", false);");

  private final Process process;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final BidiConnection bidi;
  private final String context;

  /**
   * Starts Firefox with a drawn camera and a made tone for the seat.
   *
   * @param profile an empty folder that the caller removes
   */
  public Firefox(Seat seat, Path profile, int width, int height) {
    try {
      Files.createDirectories(profile);
      Files.write(profile.resolve("user.js"), preferences());
      process =
          new ProcessBuilder(
                  "firefox-esr",
                  "--headless",
                  "--no-remote",
                  "--profile",
                  profile.toString(),
                  "--remote-debugging-port",
                  "0",
                  "about:blank")
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      bidi = new BidiConnection(URI.create(announcedAddress() + "/session"));
      ObjectNode capabilities = BidiConnection.parameters();
      capabilities.putObject("capabilities");
      bidi.command("session.new", capabilities);
      context =
          bidi.command("browsingContext.getTree", BidiConnection.parameters())
              .path("contexts")
              .path(0)
              .path("context")
              .asText();
      preload(Resource.text("/browser/measure.js"));
      preload(DrawnCapture.script(seat, width, height));
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Firefox ignores loopback candidates; a machine that has nothing else must allow them. */
  private static List<String> preferences() throws IOException {
    boolean onlyLoopback =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .allMatch(address -> address.isLoopbackAddress() || address.isLinkLocalAddress());
    return onlyLoopback
        ? Stream.concat(
                PREFERENCES.stream(),
                Stream.of("user_pref(\"media.peerconnection.ice.loopback\", true);"))
            .toList()
        : PREFERENCES;
  }

  private String announcedAddress() {
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("firefox-output").start(() -> readOutput(found));
    try {
      return found.orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("Firefox has only said " + said, e);
    }
  }

  private void readOutput(CompletableFuture<String> found) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(ANNOUNCED)) {
          found.complete(line.substring(ANNOUNCED.length()).strip());
        }
      }
      found.completeExceptionally(new IllegalStateException("Firefox ended early"));
    } catch (IOException e) {
      found.completeExceptionally(e);
    }
  }

  private void preload(String script) {
    ObjectNode parameters = BidiConnection.parameters();
    parameters.put("functionDeclaration", "() => {" + script + "}");
    bidi.command("script.addPreloadScript", parameters);
  }

  @Override
  public void open(String address) {
    ObjectNode parameters = BidiConnection.parameters();
    parameters.put("context", context).put("url", address).put("wait", "complete");
    bidi.command("browsingContext.navigate", parameters);
  }

  @Override
  public JsonNode evaluate(String expression) {
    ObjectNode parameters = BidiConnection.parameters();
    parameters
        .put("expression", "(async () => JSON.stringify(await (" + expression + ")) ?? 'null')()")
        .put("awaitPromise", true);
    parameters.putObject("target").put("context", context);
    JsonNode result = bidi.command("script.evaluate", parameters);
    if (!result.path("type").asText().equals("success")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    try {
      return JSON.readTree(result.path("result").path("value").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    bidi.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}

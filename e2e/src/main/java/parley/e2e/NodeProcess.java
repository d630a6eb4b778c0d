package parley.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.e2e.network.Place;

/**
 * The real node as its own process, on a port and in a folder of its own. {@code close} stops it as
 * Ctrl-C does and fails if it does not end. It ends with this process, whatever ends that.
 */
public final class NodeProcess implements Hosts, AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");
  private static final Duration START_LIMIT = Duration.ofSeconds(180);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private final Thread reader;

  private NodeProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().name("node-output").start(this::readOutput);
  }

  /** Starts {@code demo} as {@code ./parley} does, and waits for the address it prints first. */
  public static NodeProcess demo(Path data) {
    NodeProcess demo = launch("demo", List.of("--port", "0", "--data", data.toString()));
    demo.port();
    return demo;
  }

  /** Starts {@code run} on any free port, with its keys locked by {@code keyFile}. */
  public static NodeProcess run(Path data, Path keyFile) {
    NodeProcess node =
        launch(
            "run",
            List.of("--port", "0", "--data", data.toString()),
            Place.HERE,
            Map.of("PARLEY_KEY_FILE", keyFile.toString()));
    node.port();
    return node;
  }

  /** Starts a command of the node's and does not wait. */
  public static NodeProcess launch(String command, List<String> arguments) {
    return launch(command, arguments, Place.HERE);
  }

  /** Starts a command of the node's in a place of its own and does not wait. */
  public static NodeProcess launch(String command, List<String> arguments, Place place) {
    return launch(command, arguments, place, Map.of());
  }

  private static NodeProcess launch(
      String command, List<String> arguments, Place place, Map<String, String> environment) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvm());
    line.add("parley.node.Main");
    line.add(command);
    line.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(place.command(line)).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return new NodeProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code ./parley} starts it where it has prepared a fast start, else this JVM's classes. */
  private static List<String> jvm() {
    String prepared = System.getProperty("parley.start", "");
    return prepared.isEmpty()
        ? List.of(
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"))
        : List.of("@" + prepared);
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
          port.complete(Integer.parseInt(address.group(1)));
        }
      }
    } catch (IOException e) {
      output.add("(output ended: " + e.getMessage() + ")");
    }
    port.completeExceptionally(
        new IllegalStateException("the node ended:\n" + String.join("\n", output())));
  }

  /** The port it listens on, from the address it printed. */
  public int port() {
    return port.copy().orTimeout(START_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Its cast page; the operator's page when it is no demo's. */
  public URI cast() {
    return URI.create("http://localhost:" + port() + "/");
  }

  @Override
  public String at(String host, String path) {
    return "http://" + host + ".localhost:" + port() + path;
  }

  /** Everything it has printed. */
  public List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Waits until it ends by itself; its exit code. */
  public int awaitEnd(Duration limit) {
    int code = process.onExit().orTimeout(limit.toSeconds(), TimeUnit.SECONDS).join().exitValue();
    awaitLastWords();
    return code;
  }

  private void awaitLastWords() {
    try {
      reader.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends a signal, such as {@code STOP} or {@code CONT}. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes its life without a word, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      awaitEnd(STOP_LIMIT);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw new IllegalStateException("the node did not stop within " + STOP_LIMIT, e);
    }
  }
}

package parley.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One of the demo's two nodes as a process of its own. It ends when this one does. */
final class HouseProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private HouseProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it, with the JVM and the options of this process.
   *
   * @param command of {@link Main}
   * @param address that it will print when it is ready
   * @param output takes each line that it prints, but the one that says that it is ready
   */
  static HouseProcess start(List<String> command, URI address, Consumer<String> output) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(command);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      HouseProcess house = new HouseProcess(process);
      Thread.ofVirtual().name("house-output").start(() -> house.read(address.toString(), output));
      return house;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String address, Consumer<String> output) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(address) && ready.complete(true)) {
          continue;
        }
        output.accept(line);
      }
    } catch (IOException ended) {
      output.accept(ended.toString());
    }
    ready.complete(false);
  }

  /** Whether it has started, once that is known. */
  boolean awaitStart() {
    return ready.join();
  }

  /** Is completed when it has ended. */
  CompletableFuture<Process> end() {
    return process.onExit();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

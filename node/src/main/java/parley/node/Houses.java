package parley.node;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import parley.node.demo.DemoCast;
import parley.node.words.Words;

/**
 * The demo's two nodes while they run. When one ends the other goes on, and it is started again
 * after a while, so that both breaking and healing can be seen; one that does not start ends both.
 */
final class Houses implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int NOT_STARTED = 1;

  private final DemoFolder folder;
  private final Ports ports;
  private final Consumer<String> out;
  private final Words words = Main.words();
  private final Map<String, HouseProcess> running = new LinkedHashMap<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private boolean closing;

  Houses(DemoFolder folder, Ports ports, Consumer<String> out) {
    this.folder = folder;
    this.ports = ports;
    this.out = out;
  }

  /** Starts both and says where they are, or which one did not start. */
  void start() {
    DemoFolder.HOUSES.forEach(this::launch);
    for (String house : DemoFolder.HOUSES) {
      if (!process(house).awaitStart()) {
        notStarted(house);
        return;
      }
    }
    String first = ports.cast(DemoFolder.HOUSES.getFirst()).toString();
    StringBuilder greeting = new StringBuilder(words.text("command.houses.ready", first));
    for (String house : DemoFolder.HOUSES) {
      greeting.append('\n').append(where("command.houses.node", house));
      watch(house);
    }
    out.accept(greeting.toString());
  }

  /** Waits until one cannot be started; the exit code for that. */
  int awaitEnd() {
    return ended.join();
  }

  private synchronized HouseProcess process(String house) {
    return running.get(house);
  }

  private synchronized void launch(String house) {
    if (!closing) {
      String name = name(house);
      running.put(
          house,
          HouseProcess.start(
              folder.command(house, ports),
              ports.cast(house),
              line -> out.accept(name + ": " + line)));
    }
  }

  private void watch(String house) {
    HouseProcess process = process(house);
    process.end().thenAccept(gone -> lost(house, process.pid(), gone.exitValue()));
  }

  private void lost(String house, long pid, int code) {
    synchronized (this) {
      if (closing) {
        return;
      }
    }
    out.accept(
        words.text(
            "command.houses.ended",
            name(house),
            Long.toString(pid),
            Integer.toString(code),
            name(DemoFolder.other(house)),
            Long.toString(PAUSE.toSeconds())));
    CompletableFuture.delayedExecutor(PAUSE.toSeconds(), TimeUnit.SECONDS)
        .execute(() -> startAgain(house));
  }

  private void startAgain(String house) {
    launch(house);
    if (!process(house).awaitStart()) {
      notStarted(house);
      return;
    }
    out.accept(where("command.houses.again", house));
    watch(house);
  }

  private void notStarted(String house) {
    synchronized (this) {
      if (closing) {
        return;
      }
    }
    out.accept(words.text("command.houses.failed", name(house)));
    ended.complete(NOT_STARTED);
  }

  private String where(String key, String house) {
    return words.text(
        key, name(house), Long.toString(process(house).pid()), ports.cast(house).toString());
  }

  private String name(String house) {
    return DemoCast.delegation(house).name(words.language());
  }

  /** Stops both; they are told at once, and waited for one after the other. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    running.values().stream()
        .map(house -> CompletableFuture.runAsync(house::close))
        .toList()
        .forEach(CompletableFuture::join);
  }
}

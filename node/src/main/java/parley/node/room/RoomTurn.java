package parley.node.room;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the commands of one room in order, on a thread of its own. A command that fails is logged
 * and the next one runs; one that does not end can be seen from outside. What comes after its end
 * is dropped.
 */
final class RoomTurn implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoomTurn.class);

  private final ThreadPoolExecutor thread;
  private volatile Optional<Running> running = Optional.empty();

  private record Running(long sinceNanos, Thread on) {}

  RoomTurn(ThreadFactory threads) {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void execute(Runnable command) {
    thread.execute(
        () -> {
          running = Optional.of(new Running(System.nanoTime(), Thread.currentThread()));
          try {
            command.run();
          } catch (RuntimeException | Error e) {
            LOG.error("a room's command failed", e);
          } finally {
            running = Optional.empty();
          }
        });
  }

  /** How long the command that is under way has taken by now. */
  Duration busy(long nowNanos) {
    return running.map(it -> Duration.ofNanos(nowNanos - it.sinceNanos())).orElse(Duration.ZERO);
  }

  /** Where it stands, for the log. */
  String where() {
    return running.stream()
        .flatMap(it -> Arrays.stream(it.on().getStackTrace()).limit(20))
        .map(StackTraceElement::toString)
        .collect(Collectors.joining("\n  at ", "\n  at ", ""));
  }

  /** Without waiting: what hangs is interrupted, what was to come is dropped. */
  void abandon() {
    thread.shutdownNow();
  }

  /** Waits until all that came is done. */
  @Override
  public void close() {
    thread.close();
  }
}

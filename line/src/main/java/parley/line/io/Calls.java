package parley.line.io;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told to the upper layers of one line, one after another on a thread of its own.
 * Parcels of a session that is over are left out.
 */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  /** No upper layer takes so long. Lower ends sessions of a machine that is only busy. */
  static final long HANGING_NANOS = 60_000_000_000L;

  /** For what is told whatever session goes on. */
  private static final long ANY = -1;

  private record Call(long session, Runnable action) {}

  private final Deque<Call> calls = new ArrayDeque<>();
  private final Thread thread = Thread.ofVirtual().name("line-calls").start(this::run);
  private boolean ended;
  private boolean busy;
  private boolean hanging;
  private long begunNanos;

  /** Whether what is being told has not returned for long. */
  synchronized boolean isHanging(long nowNanos) {
    boolean before = hanging;
    hanging = busy && nowNanos - begunNanos >= HANGING_NANOS;
    if (hanging && !before) {
      LOG.error(
          "an upper layer of a line does not return from {}",
          Arrays.stream(thread.getStackTrace()).limit(8).toList());
    }
    return hanging;
  }

  synchronized void add(Runnable action) {
    calls.add(new Call(ANY, action));
    notifyAll();
  }

  synchronized void add(long session, Runnable action) {
    calls.add(new Call(session, action));
    notifyAll();
  }

  /** This session begins: what was of others and is not told yet, is not told. */
  synchronized void begin(Runnable action) {
    calls.removeIf(call -> call.session != ANY);
    add(action);
  }

  /** After what is told already. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  void join(long millis) throws InterruptedException {
    if (Thread.currentThread() != thread) {
      thread.join(millis);
    }
  }

  private synchronized Call next() throws InterruptedException {
    busy = false;
    while (calls.isEmpty() && !ended) {
      wait();
    }
    busy = !calls.isEmpty();
    begunNanos = LineClock.nanos();
    return calls.poll();
  }

  private void run() {
    try {
      for (Call call = next(); call != null; call = next()) {
        try {
          call.action.run();
        } catch (RuntimeException | Error e) {
          LOG.error("an upper layer of a line failed: {}", Fault.describe(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package parley.line.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One call to one address. A kernel repeats a first packet that was lost only after a second, then
 * after two more, and a network that has just come back would wait for that; so there are several
 * first packets, and whichever is answered first is the call.
 */
final class Calling {
  /** When each of them goes. More of them find a network sooner that comes back. */
  private static final List<Integer> AFTER_MILLIS = List.of(0, 300, 600, 900);

  private final InetSocketAddress to;
  private final int patienceMillis;
  private final CompletableFuture<Socket> answered = new CompletableFuture<>();
  private final AtomicInteger left = new AtomicInteger(AFTER_MILLIS.size());

  private Calling(InetSocketAddress to, int patienceMillis) {
    this.to = to;
    this.patienceMillis = patienceMillis;
  }

  /** Connects within this time; an address that refuses is not asked again. */
  static Socket connect(InetSocketAddress to, int patienceMillis) throws IOException {
    return new Calling(to, patienceMillis).first();
  }

  private Socket first() throws IOException {
    List<Thread> threads =
        IntStream.range(0, AFTER_MILLIS.size())
            .mapToObj(i -> Thread.startVirtualThread(() -> call(AFTER_MILLIS.get(i))))
            .toList();
    try {
      return answered.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (answered.completeExceptionally(e)) {
        throw new IOException(e);
      }
      return answered.join();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      threads.forEach(Thread::interrupt); // a connect that is under way closes its socket by it
    }
  }

  private void call(int afterMillis) {
    Socket socket = new Socket();
    try {
      Thread.sleep(afterMillis);
      socket.connect(to, patienceMillis - afterMillis);
      if (!answered.complete(socket)) {
        socket.close();
      }
    } catch (IOException e) {
      if (left.decrementAndGet() == 0 || e instanceof ConnectException) {
        answered.completeExceptionally(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

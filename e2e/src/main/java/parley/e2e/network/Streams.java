package parley.e2e.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Connections towards one node. While a direction is cut, bytes wait as a sender's kernel would
 * keep them, and go on when it would have tried again; whoever calls is not answered, by the kernel
 * itself: the queue of those who wait for this listener is full.
 */
final class Streams implements AutoCloseable {
  private static final int LARGEST = 65_536;

  /** The kernel's first timeout for bytes that nobody acknowledges; each is twice the last. */
  private static final long FIRST_RETRY_NANOS = 200_000_000L;

  private static final int FULL_AFTER_MILLIS = 60;

  private final InetSocketAddress node;
  private final Passage towards;
  private final Passage back;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Socket> stoppers = new ArrayList<>();
  private boolean isDeaf;

  private record Chunk(byte[] bytes, long dueNanos) {}

  Streams(InetAddress address, InetSocketAddress node, Passage towards, Passage back) {
    this.node = node;
    this.towards = towards;
    this.back = back;
    try {
      listener = new ServerSocket(0, 1, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        awaitHearing();
        Socket caller = listener.accept();
        if (isToBeServed(caller)) {
          Thread.startVirtualThread(() -> join(caller));
        }
      } catch (IOException closed) {
        continue;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized boolean isToBeServed(Socket caller) {
    boolean isStopper = stoppers.stream().anyMatch(each -> each.getLocalPort() == caller.getPort());
    if (isStopper || isDeaf) {
      stoppers.add(caller); // whose call came too late hears nothing
      return false;
    }
    return true;
  }

  private synchronized void awaitHearing() throws InterruptedException {
    while (isDeaf) {
      wait();
    }
  }

  /** Lets nobody in any more, or again; a call meanwhile is as lost as its first packet. */
  synchronized void deaf(boolean now) {
    isDeaf = now;
    if (now) {
      stoppers.clear();
      stop();
    } else {
      stoppers.forEach(Streams::close);
      notifyAll();
    }
  }

  /** Fills the queue of those who wait; the first of them wakes who accepts just now. */
  private void stop() {
    boolean isFull = false;
    while (!isFull && !listener.isClosed()) {
      Socket stopper = new Socket();
      try {
        stopper.connect(listener.getLocalSocketAddress(), FULL_AFTER_MILLIS);
        stoppers.add(stopper);
      } catch (IOException full) {
        close(stopper);
        isFull = true;
      }
    }
  }

  private void join(Socket caller) {
    Socket called = new Socket();
    open.add(caller);
    open.add(called);
    try {
      called.connect(node);
      caller.setTcpNoDelay(true);
      called.setTcpNoDelay(true);
      pass(caller, called, towards);
      pass(called, caller, back);
    } catch (IOException refused) {
      end(caller, called);
    }
  }

  private void pass(Socket from, Socket to, Passage passage) {
    LinkedBlockingQueue<Chunk> under = new LinkedBlockingQueue<>(64);
    Thread writer = Thread.startVirtualThread(() -> write(from, to, under, passage));
    Thread.startVirtualThread(
        () -> {
          byte[] buffer = new byte[LARGEST];
          try {
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
              long due = System.nanoTime() + passage.delay().toNanos();
              under.put(new Chunk(Arrays.copyOf(buffer, length), due));
              length = from.getInputStream().read(buffer);
            }
            under.put(new Chunk(new byte[0], System.nanoTime() + passage.delay().toNanos()));
          } catch (IOException broken) {
            end(from, to);
            writer.interrupt();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void write(Socket from, Socket to, LinkedBlockingQueue<Chunk> under, Passage passage) {
    try {
      while (true) {
        Chunk next = under.take();
        sleepUntil(next.dueNanos);
        if (passage.isCut()) {
          long lost = System.nanoTime();
          passage.awaitOpen();
          sleepUntil(retry(lost, System.nanoTime()));
        }
        if (next.bytes.length == 0) {
          break;
        }
        to.getOutputStream().write(next.bytes);
      }
    } catch (IOException | InterruptedException broken) {
      // so it is
    }
    end(from, to);
  }

  private static long retry(long lost, long now) {
    long pause = FIRST_RETRY_NANOS;
    long next = lost + pause;
    while (next < now) {
      pause *= 2;
      next += pause;
    }
    return next;
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      Thread.sleep(java.time.Duration.ofNanos(left));
    }
  }

  private void end(Socket one, Socket other) {
    close(one);
    close(other);
    open.remove(one);
    open.remove(other);
  }

  /** Breaks every connection. */
  void reset() {
    open.forEach(Streams::close);
    open.clear();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // it is closed
    }
    deaf(false);
    reset();
  }
}

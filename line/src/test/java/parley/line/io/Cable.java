package parley.line.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.line.LineAddress;

/** A port that passes bytes on to another, until it is cut. */
final class Cable implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile LineAddress to;
  private volatile boolean frozen;
  volatile int connections;

  Cable(LineAddress to) {
    this.to = to;
    try {
      server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  LineAddress address() {
    return new LineAddress("127.0.0.1", server.getLocalPort());
  }

  void leadTo(LineAddress other) {
    to = other;
  }

  /** Breaks what goes through it; new connections pass. */
  void cut() {
    for (Socket each : sockets) {
      closeQuietly(each);
    }
    sockets.clear();
  }

  /** Passes nothing on, and closes nothing. */
  void freeze(boolean isFrozen) {
    frozen = isFrozen;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Socket far = new Socket();
        far.connect(new InetSocketAddress(to.host(), to.port()), 1_000);
        connections++;
        sockets.add(near);
        sockets.add(far);
        Thread.startVirtualThread(() -> pass(near, far));
        Thread.startVirtualThread(() -> pass(far, near));
      } catch (IOException e) {
        // closed, or nobody there
      }
    }
  }

  private void pass(Socket from, Socket onto) {
    byte[] buffer = new byte[65_536];
    try (InputStream in = from.getInputStream();
        OutputStream out = onto.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (frozen) {
          Thread.sleep(5);
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // cut
    } finally {
      closeQuietly(from);
      closeQuietly(onto);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}

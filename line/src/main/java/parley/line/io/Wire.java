package parley.line.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSocket;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.session.Frame;
import parley.line.session.FrameFormat;
import parley.line.session.Pace;

/**
 * One connection after its handshake: a thread that reads frames and one that writes them, so that
 * a slow counterpart stops nobody. Signs of life overtake parcels. Methods: any thread.
 */
final class Wire implements LineKeying {
  private static final Executor THREADS = Thread::startVirtualThread;
  private static final int MAX_CONTROL = 1_000;
  private static final int CHUNK = 16_384;
  private static final long HEARD_EVERY_NANOS = 200_000_000L;
  private static final long LINGER_MILLIS = 1_000;

  /** What the owner of a wire learns from it, on the wire's reading thread. */
  interface Owner {
    void heard(Wire wire);

    void received(Wire wire, Frame frame);

    void violated(Wire wire, LineIncident.Kind kind, String detail);

    void closed(Wire wire);
  }

  /** A frame that breaks the rules. */
  static final class Violation extends Exception {
    private static final long serialVersionUID = 1;

    private final LineIncident.Kind kind;

    Violation(LineIncident.Kind kind, String detail) {
      super(detail, null, false, false);
      this.kind = kind;
    }

    LineIncident.Kind kind() {
      return kind;
    }
  }

  private final long number;
  private final Socket raw;
  private final SSLSocket tls;
  private final boolean dialled;
  private final DataInputStream in;
  private final Deque<byte[]> control = new ArrayDeque<>();
  private final Deque<byte[]> parcels = new ArrayDeque<>();
  private volatile boolean bearsToken;
  private boolean closing;

  Wire(long number, Socket raw, SSLSocket tls, boolean dialled) throws IOException {
    this.number = number;
    this.raw = raw;
    this.tls = tls;
    this.dialled = dialled;
    this.in = new DataInputStream(tls.getInputStream());
    THREADS.execute(this::write);
  }

  long number() {
    return number;
  }

  SealPublicKey counterpart() throws CertificateException, IOException {
    return Identity.keyOf(tls.getSession().getPeerCertificates()[0]);
  }

  SealPublicKey own() throws CertificateException {
    return Identity.keyOf(tls.getSession().getLocalCertificates()[0]);
  }

  @Override
  public byte[] export(String label, byte[] context, int length) {
    try {
      return ((ExtendedSSLSession) tls.getSession())
          .exportKeyingMaterialData(label, context, length);
    } catch (SSLKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public InetAddress remote() {
    return raw.getInetAddress();
  }

  @Override
  public boolean dialled() {
    return dialled;
  }

  // ------------------------------------------------------------------ reading

  /** The first frame, on the calling thread, before there is an owner. */
  Frame first() throws IOException, Violation {
    return parse(body(FrameFormat.MAX_HEADER, () -> {}));
  }

  void start(Owner owner) {
    THREADS.execute(() -> read(owner));
  }

  private void read(Owner owner) {
    Pace pace = Pace.ofReceiver(LineClock.nanos());
    long[] heardNanos = {LineClock.nanos()};
    try {
      while (true) {
        byte[] frame =
            body(
                FrameFormat.MAX_FRAME,
                () -> {
                  if (LineClock.nanos() - heardNanos[0] > HEARD_EVERY_NANOS) {
                    heardNanos[0] = LineClock.nanos();
                    owner.heard(this);
                  }
                });
        if (!pace.take(LineClock.nanos(), frame.length)) {
          throw new Violation(LineIncident.Kind.FLOOD, "more frames or bytes than anybody sends");
        }
        owner.received(this, parse(frame));
      }
    } catch (Violation e) {
      owner.violated(this, e.kind(), e.getMessage());
    } catch (IOException e) {
      owner.closed(this);
    }
  }

  private byte[] body(int limit, Runnable progress) throws IOException, Violation {
    int length = in.readInt();
    if (length < 2 || length > limit) {
      throw new Violation(LineIncident.Kind.OVERSIZE, "a frame of " + length + " bytes");
    }
    byte[] frame = new byte[length];
    for (int at = 0; at < length; ) {
      int read = in.read(frame, at, Math.min(CHUNK, length - at));
      if (read < 0) {
        throw new EOFException();
      }
      at += read;
      progress.run();
    }
    return frame;
  }

  private static Frame parse(byte[] frame) throws Violation {
    try {
      return FrameFormat.read(frame);
    } catch (Refusal e) {
      throw new Violation(LineIncident.Kind.MALFORMED, "a frame: " + e.reason().words());
    }
  }

  // ------------------------------------------------------------------ writing

  /** Whether the hello that went over it had a token. */
  boolean bearsToken() {
    return bearsToken;
  }

  void send(Frame frame) {
    bearsToken |= frame instanceof Frame.Hello hello && hello.token().isPresent();
    byte[] bytes = FrameFormat.write(frame);
    synchronized (this) {
      if (closing) {
        return;
      }
      (frame instanceof Frame.Data ? parcels : control).add(bytes);
      notifyAll();
      if (control.size() <= MAX_CONTROL) {
        return;
      }
    }
    cut();
  }

  /** Closes after the signs of life, the last of which may be a farewell; parcels are left. */
  synchronized void close() {
    if (!closing) {
      closing = true;
      parcels.clear();
      notifyAll();
      CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS, THREADS)
          .execute(this::cut);
    }
  }

  /** Closes at once. */
  void cut() {
    synchronized (this) {
      closing = true;
      control.clear();
      notifyAll();
    }
    try {
      raw.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  private void write() {
    try {
      OutputStream out = tls.getOutputStream();
      for (byte[] frame = next(); frame.length > 0; frame = next()) {
        byte[] whole =
            ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array();
        out.write(whole);
        out.flush();
      }
      raw.shutdownOutput(); // and the rest after a while: closing now could take back the farewell
    } catch (IOException | InterruptedException e) {
      cut(); // the reading thread tells
    }
  }

  /** The next frame; empty at the end. */
  private synchronized byte[] next() throws InterruptedException {
    while (control.isEmpty() && parcels.isEmpty() && !closing) {
      wait();
    }
    byte[] frame = control.isEmpty() ? parcels.poll() : control.poll();
    return frame == null ? new byte[0] : frame;
  }
}

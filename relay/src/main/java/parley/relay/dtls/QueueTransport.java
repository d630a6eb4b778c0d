package parley.relay.dtls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/** Two queues between the media thread and the handshake's thread. */
final class QueueTransport implements DatagramTransport {
  /** Datagrams that may wait for the handshake. A ClientHello takes two; more is a flood. */
  static final int INBOUND_CAPACITY = 32;

  /** Largest datagram that is written; leaves room below the usual 1,280 bytes of IPv6. */
  private static final int SEND_LIMIT = 1_200;

  private static final int RECEIVE_LIMIT = 2_048;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> inbound = new ArrayBlockingQueue<>(INBOUND_CAPACITY);
  private final ConcurrentLinkedQueue<byte[]> outbound = new ConcurrentLinkedQueue<>();
  private final Runnable wake;
  private volatile boolean closed;

  /** {@code wake} is called, on the handshake's thread, whenever something was left outbound. */
  QueueTransport(Runnable wake) {
    this.wake = wake;
  }

  boolean offer(byte[] buffer, int offset, int length) {
    return inbound.offer(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  Optional<byte[]> poll() {
    return Optional.ofNullable(outbound.poll());
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets the thread that waits in {@link #receive} go. */
  void shut() {
    closed = true;
    inbound.clear();
    inbound.offer(END);
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  /** Throws once closed: the library would ask again and again until its time is up. */
  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    try {
      byte[] datagram = closed ? END : await(waitMillis);
      if (datagram == END) {
        throw new EOFException("closed");
      }
      if (datagram == null) {
        return -1;
      }
      int size = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, offset, size);
      return size;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** The library says 0 for "without end". */
  private byte[] await(int waitMillis) throws InterruptedException {
    return waitMillis == 0 ? inbound.take() : inbound.poll(waitMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    outbound.add(Arrays.copyOfRange(buffer, offset, offset + length));
    wake.run();
  }

  @Override
  public void close() {
    closed = true;
  }
}

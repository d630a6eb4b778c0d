package parley.relay.dtls;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import parley.relay.CertificateFingerprint;
import parley.relay.wire.Drop;

/**
 * One peer's DTLS association, seen from the media thread: datagrams in, datagrams out, a state.
 * ICE has authenticated the path before, so there is no cookie exchange.
 */
public final class DtlsSession {
  /** How long the association's thread waits for a record before it looks whether it is closed. */
  private static final int IDLE_MILLIS = 60_000;

  private final DtlsIdentity identity;
  private final CertificateFingerprint expected;
  private final Executor threads;
  private final Runnable wake;
  private final QueueTransport queues;
  private volatile DtlsState state = new DtlsState.Handshaking();
  private boolean started;

  /**
   * A session that waits for the peer's first datagram.
   *
   * @param expected fingerprint of the certificate that the peer must present
   * @param threads runs the association until it is closed: a thread each, virtual ones will do
   * @param wake called on such a thread when there is a datagram to {@link #poll} or a new state
   */
  public DtlsSession(
      DtlsIdentity identity, CertificateFingerprint expected, Executor threads, Runnable wake) {
    this.identity = identity;
    this.expected = expected;
    this.threads = threads;
    this.wake = wake;
    this.queues = new QueueTransport(wake);
  }

  /** Takes a datagram of the peer. */
  public Drop onDatagram(byte[] buffer, int offset, int length) {
    if (state instanceof DtlsState.Ended) {
      return Drop.DTLS_UNEXPECTED;
    }
    if (!queues.offer(buffer, offset, length)) {
      return Drop.DTLS_QUEUE_FULL;
    }
    if (!started) {
      started = true;
      threads.execute(this::run);
    }
    return Drop.NONE;
  }

  /** The next datagram for the peer, if there is one. */
  public Optional<byte[]> poll() {
    return queues.poll();
  }

  /** How far it has come. */
  public DtlsState state() {
    return state;
  }

  /** Ends the association and its thread. The peer hears of it by signalling. */
  public void close() {
    if (!started) {
      state = new DtlsState.Ended(DtlsState.Cause.CLOSED);
    }
    queues.shut();
  }

  private void run() {
    SrtpServer server = new SrtpServer(identity, expected);
    try {
      DTLSTransport association = new DTLSServerProtocol().accept(server, queues);
      server.keys().ifPresent(this::become);
      attend(association);
      become(new DtlsState.Ended(DtlsState.Cause.CLOSED));
    } catch (IOException | RuntimeException e) {
      // Whatever the peer sent, or failed to send: the library tells by exception.
      become(new DtlsState.Ended(causeOfFailure(server)));
    }
  }

  /** Reads on until closed: a lost last flight is sent again, and a goodbye is heard. */
  private void attend(DTLSTransport association) throws IOException {
    byte[] unused = new byte[association.getReceiveLimit()];
    while (!queues.isClosed()) {
      association.receive(unused, 0, unused.length, IDLE_MILLIS);
    }
  }

  private DtlsState.Cause causeOfFailure(SrtpServer server) {
    if (server.sawWrongCertificate()) {
      return DtlsState.Cause.FINGERPRINT_MISMATCH;
    }
    return server.keys().isPresent() ? DtlsState.Cause.CLOSED : DtlsState.Cause.FAILED;
  }

  private void become(DtlsState next) {
    state = next;
    wake.run();
  }
}

package parley.relay.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsCredentials;
import parley.relay.CertificateFingerprint;

/** A browser's side of DTLS-SRTP, with a post-quantum-sized ClientHello if asked for. */
public final class TestDtlsClient {
  private static final int LARGE_EXTENSION = 0xFA00; // in no registry: must be ignored

  private final DtlsIdentity identity;
  private final QueueTransport queues;
  private final Executor threads;

  /** {@code wake} is called when there is something to {@link #poll}. */
  public TestDtlsClient(Executor threads, Runnable wake) {
    this.identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
    this.queues = new QueueTransport(wake);
    this.threads = threads;
  }

  public CertificateFingerprint fingerprint() {
    return identity.fingerprint();
  }

  public Optional<byte[]> poll() {
    return queues.poll();
  }

  public void onDatagram(byte[] datagram) {
    queues.offer(datagram, 0, datagram.length);
  }

  /** What a client does, so that a test can make it do something else. */
  public enum Conduct {
    HONEST,
    LARGE_HELLO,
    NO_CERTIFICATE
  }

  /** Shakes hands and gives the keys as the client sees them: inbound is what we send. */
  public CompletableFuture<DtlsState.Established> connect(
      CertificateFingerprint server, Conduct conduct, int... profiles) {
    return CompletableFuture.supplyAsync(() -> shakeHands(server, conduct, profiles), threads);
  }

  /** The association, for a test that wants to say goodbye on it. */
  public volatile DTLSTransport association;

  private DtlsState.Established shakeHands(
      CertificateFingerprint server, Conduct conduct, int... profiles) {
    SrtpClient client = new ConductedClient(server, conduct, profiles);
    try {
      association = new DTLSClientProtocol().connect(client, queues);
      return client.keys().orElseThrow();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private final class ConductedClient extends SrtpClient {
    private final Conduct conduct;

    ConductedClient(CertificateFingerprint server, Conduct conduct, int... profiles) {
      super(TestDtlsClient.this.identity, server, profiles);
      this.conduct = conduct;
    }

    @Override
    TlsCredentials credentials() throws IOException {
      return conduct == Conduct.NO_CERTIFICATE ? null : super.credentials();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
      Hashtable extensions = super.getClientExtensions();
      if (conduct == Conduct.LARGE_HELLO) {
        extensions.put(LARGE_EXTENSION, new byte[1_300]);
      }
      return extensions;
    }
  }
}

package parley.relay.dtls;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import parley.relay.srtp.SrtpProfile;

/** A handshake with ourselves: the first one in a JVM takes some 300 ms, later ones 5. */
public final class WarmUp {
  private final DtlsSession server;
  private final QueueTransport client;

  private WarmUp(DtlsIdentity identity, Executor threads) {
    server = new DtlsSession(identity, identity.fingerprint(), threads, this::toClient);
    client = new QueueTransport(this::toServer);
  }

  /** Shakes hands with ourselves and returns whether it succeeded; blocks until then. */
  public static boolean run(DtlsIdentity identity, Executor threads) {
    WarmUp warmUp = new WarmUp(identity, threads);
    SrtpClient peer =
        new SrtpClient(identity, identity.fingerprint(), SrtpProfile.AEAD_AES_128_GCM.code());
    try {
      new DTLSClientProtocol().connect(peer, warmUp.client);
      return peer.keys().isPresent();
    } catch (IOException e) {
      return false;
    } finally {
      warmUp.server.close();
    }
  }

  private void toServer() {
    Optional<byte[]> datagram = client.poll();
    while (datagram.isPresent()) {
      server.onDatagram(datagram.get(), 0, datagram.get().length);
      datagram = client.poll();
    }
  }

  private void toClient() {
    Optional<byte[]> datagram = server.poll();
    while (datagram.isPresent()) {
      client.offer(datagram.get(), 0, datagram.get().length);
      datagram = server.poll();
    }
  }
}

package parley.line.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import parley.dossier.chain.SealKey;
import parley.line.LineAddress;

/** Answers TLS 1.3 with a certificate of its own, whoever is asked for. */
final class Impostor implements AutoCloseable {
  private final ServerSocket server;
  private final AtomicLong heard = new AtomicLong();

  Impostor() throws Exception {
    byte[] seed = new byte[32];
    seed[31] = 66;
    Identity identity = new Identity(SealKey.ofSeed(seed));
    SSLContext context = context(identity);
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.startVirtualThread(() -> serve(context));
  }

  /** TLS with this identity, trusting nobody and asking nobody. */
  static SSLContext context(Identity identity) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var chain = new java.security.cert.Certificate[] {identity.certificate()};
    store.setKeyEntry("own", identity.privateKey(), new char[0], chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void serve(SSLContext context) {
    while (!server.isClosed()) {
      try {
        Socket raw = server.accept();
        SSLSocket tls =
            (SSLSocket) context.getSocketFactory().createSocket(raw, "any", raw.getPort(), true);
        tls.setUseClientMode(false);
        for (int read = tls.getInputStream().read(); read >= 0; ) {
          heard.incrementAndGet();
          read = tls.getInputStream().read();
        }
      } catch (IOException e) {
        // she hung up
      }
    }
  }

  LineAddress address() {
    return new LineAddress("127.0.0.1", server.getLocalPort());
  }

  long heard() {
    return heard.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

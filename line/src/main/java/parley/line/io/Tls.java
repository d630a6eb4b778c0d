package parley.line.io;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import parley.dossier.model.SealPublicKey;

/**
 * TLS 1.3 by the JDK, both sides with a certificate over their line key. Nothing about a
 * certificate counts but its key.
 */
final class Tls {
  private static final String[] VERSION = {"TLSv1.3"};

  private Tls() {}

  /** Asks at the other end of the socket for exactly this key. */
  static SSLSocket dialling(Socket raw, Identity own, SealPublicKey wanted, String name)
      throws IOException {
    // a context of its own, so that no earlier connection is resumed
    SSLSocket socket = over(raw, List.of(own), wanted::equals);
    socket.setUseClientMode(true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(VERSION);
    parameters.setServerNames(List.of(new SNIHostName(name)));
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Answers as the identity that is asked for, to anybody who has some Ed25519 key. */
  static SSLSocket answering(Socket raw, Collection<Identity> own) throws IOException {
    SSLSocket socket = over(raw, own, any -> true);
    socket.setUseClientMode(false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(VERSION);
    parameters.setNeedClientAuth(true);
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static SSLSocket over(
      Socket raw, Collection<Identity> own, Predicate<SealPublicKey> isTrusted) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          new KeyManager[] {new Keys(List.copyOf(own))},
          new TrustManager[] {new Pins(isTrusted)},
          null);
      return (SSLSocket)
          context.getSocketFactory().createSocket(raw, "line.invalid", raw.getPort(), true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An alias is the key's own text. */
  private static final class Keys extends X509ExtendedKeyManager {
    private final List<Identity> own;

    Keys(List<Identity> own) {
      this.own = own;
    }

    private static String[] aliases(Supplier<Optional<String>> alias) {
      return alias.get().stream().toArray(String[]::new);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return aliases(() -> own.stream().map(each -> each.key().x()).findFirst());
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
      return own.getFirst().key().x();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      if (!keyType.equals("EdDSA")
          || !(((SSLSocket) socket).getHandshakeSession() instanceof ExtendedSSLSession session)) {
        return null;
      }
      return session.getRequestedServerNames().stream()
          .filter(SNIHostName.class::isInstance)
          .map(name -> ((SNIHostName) name).getAsciiName())
          .flatMap(name -> own.stream().filter(each -> each.isNamed(name)))
          .map(each -> each.key().x())
          .findFirst()
          .orElse(null); // the handshake fails, and says nothing of who is here
    }

    private Identity named(String alias) {
      return own.stream().filter(each -> each.key().x().equals(alias)).findFirst().orElseThrow();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {named(alias).certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return named(alias).privateKey();
    }
  }

  /** The handshake failed because somebody else answered. */
  static final class OtherKey extends CertificateException {
    private static final long serialVersionUID = 1;

    OtherKey() {
      super("another key");
    }
  }

  private static final class Pins extends X509ExtendedTrustManager {
    private final Predicate<SealPublicKey> isTrusted;

    Pins(Predicate<SealPublicKey> isTrusted) {
      this.isTrusted = isTrusted;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length != 1 || !isTrusted.test(Identity.keyOf(chain[0]))) {
        throw new OtherKey();
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

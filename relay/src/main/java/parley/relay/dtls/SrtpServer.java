package parley.relay.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import parley.relay.CertificateFingerprint;
import parley.relay.srtp.SrtpMasterKey;
import parley.relay.srtp.SrtpProfile;

/** The server's side of one DTLS-SRTP handshake. Runs on the handshake's thread. */
final class SrtpServer extends DefaultTlsServer {
  private static final int[] CIPHER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
  };
  static final String EXPORTER = "EXTRACTOR-dtls_srtp"; // RFC 5764 section 4.2

  /** How long a handshake may take. Browsers give up after about as long. */
  private static final int HANDSHAKE_TIMEOUT_MILLIS = 20_000;

  /** First wait before a flight is sent again; doubles. Lower thaws a lossy start sooner. */
  private static final int RESEND_MILLIS = 250;

  private final DtlsIdentity identity;
  private final CertificateFingerprint expected;
  private Optional<SrtpProfile> profile = Optional.empty();
  private Optional<DtlsState.Established> keys = Optional.empty();
  private boolean mismatched;

  SrtpServer(DtlsIdentity identity, CertificateFingerprint expected) {
    super(identity.crypto());
    this.identity = identity;
    this.expected = expected;
  }

  Optional<DtlsState.Established> keys() {
    return keys;
  }

  boolean sawWrongCertificate() {
    return mismatched;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHER_SUITES);
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return HANDSHAKE_TIMEOUT_MILLIS;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return RESEND_MILLIS;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true; // RFC 7627: without it the exporter does not bind the handshake
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return identity.signer(context);
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    return new CertificateRequest(
        types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    mismatched =
        chain.isEmpty()
            || !expected.equals(DtlsIdentity.fingerprintOf(chain.getCertificateAt(0).getEncoded()));
    if (mismatched) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offer = TlsSRTPUtils.getUseSRTPExtension(extensions);
    profile = offer == null ? profile : SrtpProfile.choose(offer.getProtectionProfiles());
    if (profile.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    int[] chosen = {profile.orElseThrow().code()};
    TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(chosen, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SrtpProfile chosen = profile.orElseThrow();
    byte[] exported =
        context.exportKeyingMaterial(EXPORTER, null, SrtpMasterKey.exportedLength(chosen));
    keys =
        Optional.of(
            new DtlsState.Established(
                SrtpMasterKey.client(chosen, exported), SrtpMasterKey.server(chosen, exported)));
  }
}

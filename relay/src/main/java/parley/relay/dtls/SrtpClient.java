package parley.relay.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import parley.relay.CertificateFingerprint;
import parley.relay.srtp.SrtpMasterKey;
import parley.relay.srtp.SrtpProfile;

/** A client's side of a DTLS-SRTP handshake: warms ours up, and is whom we are measured with. */
public class SrtpClient extends DefaultTlsClient {
  private final DtlsIdentity identity;
  private final CertificateFingerprint expected;
  private final int[] profiles;
  private Optional<SrtpProfile> profile = Optional.empty();
  private Optional<DtlsState.Established> keys = Optional.empty();

  /** Expects that certificate, shows that of {@code identity}, offers these SRTP profiles. */
  public SrtpClient(DtlsIdentity identity, CertificateFingerprint expected, int... profiles) {
    super(identity.crypto());
    this.identity = identity;
    this.expected = expected;
    this.profiles = profiles;
  }

  /** Once the handshake is done: what we protect with is called inbound, as the server sees it. */
  public Optional<DtlsState.Established> keys() {
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
    profile = chosen == null ? profile : SrtpProfile.choose(chosen.getProtectionProfiles());
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        byte[] der = server.getCertificate().getCertificateAt(0).getEncoded();
        if (!DtlsIdentity.fingerprintOf(der).equals(expected)) {
          throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return credentials();
      }
    };
  }

  TlsCredentials credentials() throws IOException {
    return identity.signer(context);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SrtpProfile chosen = profile.orElseThrow();
    byte[] exported =
        context.exportKeyingMaterial(
            SrtpServer.EXPORTER, null, SrtpMasterKey.exportedLength(chosen));
    keys =
        Optional.of(
            new DtlsState.Established(
                SrtpMasterKey.server(chosen, exported), SrtpMasterKey.client(chosen, exported)));
  }
}

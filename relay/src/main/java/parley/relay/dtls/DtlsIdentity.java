package parley.relay.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import parley.relay.CertificateFingerprint;

/**
 * An ECDSA P-256 key with its self-signed certificate. Nothing vouches for it but the fingerprint
 * that signalling carries, so it lives as long as the process. Immutable; any thread.
 */
public final class DtlsIdentity {
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final int SERIAL_BITS = 64;
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  private final BcTlsCrypto crypto;
  private final AsymmetricKeyParameter privateKey;
  private final byte[] certificate;
  private final CertificateFingerprint fingerprint;

  private DtlsIdentity(SecureRandom random, AsymmetricKeyParameter privateKey, byte[] certificate) {
    this.crypto = new BcTlsCrypto(random);
    this.privateKey = privateKey;
    this.certificate = certificate;
    this.fingerprint = fingerprintOf(certificate);
  }

  /** A fresh key, valid around {@code now}. */
  public static DtlsIdentity generate(SecureRandom random, Instant now) {
    try {
      ECKeyPairGenerator generator = new ECKeyPairGenerator();
      generator.init(
          new ECKeyGenerationParameters(
              new ECNamedDomainParameters(
                  ECNamedCurveTable.getOID("P-256"), ECNamedCurveTable.getByName("P-256")),
              random));
      AsymmetricCipherKeyPair pair = generator.generateKeyPair();
      return new DtlsIdentity(random, pair.getPrivate(), selfSign(pair, random, now).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("cannot make a certificate", e);
    }
  }

  private static X509CertificateHolder selfSign(
      AsymmetricCipherKeyPair pair, SecureRandom random, Instant now)
      throws IOException, OperatorCreationException {
    X500Name name = new X500Name("CN=Parley");
    var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
    var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
    return new X509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, random),
            Date.from(now.minus(CLOCK_SKEW)),
            Date.from(now.plus(VALIDITY)),
            name,
            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()))
        .build(new BcECContentSignerBuilder(algorithm, digest).build(pair.getPrivate()));
  }

  /** What our side signals. */
  public CertificateFingerprint fingerprint() {
    return fingerprint;
  }

  static CertificateFingerprint fingerprintOf(byte[] certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
      return new CertificateFingerprint(COLONS.formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  TlsCredentialedSigner signer(TlsContext context) throws IOException {
    TlsCertificate[] chain = {crypto.createCertificate(certificate)};
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        privateKey,
        new Certificate(chain),
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }
}

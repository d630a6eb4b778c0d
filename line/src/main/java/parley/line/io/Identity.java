package parley.line.io;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;

/**
 * A line key as TLS knows it: a self-signed certificate of which only the key means anything, and
 * the name by which a dialler asks for it.
 */
final class Identity {
  private static final String SUFFIX = ".line.invalid";
  private static final int NONCE = 11;
  private static final int DIGEST = 20;

  /** RFC 5280 section 4.1.2.5: no date from which it no longer holds; it is pinned or not. */
  private static final Date FOREVER = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

  private final SealPublicKey key;
  private final PrivateKey privateKey;
  private final X509Certificate certificate;

  Identity(SealKey own) {
    key = own.publicKey();
    privateKey = own.privateKey();
    try {
      X500Name name = new X500Name("CN=line");
      var builder =
          new X509v3CertificateBuilder(
              name,
              BigInteger.ONE,
              Date.from(Instant.parse("2026-01-01T00:00:00Z")),
              FOREVER,
              name,
              new SubjectPublicKeyInfo(
                  new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), key.bytes()));
      certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder("Ed25519").build(privateKey)));
    } catch (OperatorCreationException | CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  SealPublicKey key() {
    return key;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** The key of a certificate; one that is not an Ed25519 key of prime order is refused. */
  static SealPublicKey keyOf(Certificate certificate) throws CertificateException {
    var info = SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
    if (!info.getAlgorithm().getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
      throw new CertificateException("Ed25519 expected");
    }
    try {
      return new SealPublicKey(Base64Url.encode(info.getPublicKeyData().getOctets()));
    } catch (Refusal e) {
      throw new CertificateException("Ed25519 key of prime order expected", e);
    }
  }

  /**
   * A name for whoever has this key, another each time: who only listens can neither tell which key
   * is asked for nor that two connections ask for the same.
   */
  static String nameFor(SealPublicKey key, RandomGenerator random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return name(key, nonce);
  }

  boolean isNamed(String name) {
    String label = name.toLowerCase(Locale.ROOT);
    if (label.length() != 2 * (NONCE + DIGEST) + SUFFIX.length()) {
      return false;
    }
    try {
      return name(key, HexFormat.of().parseHex(label, 0, 2 * NONCE)).equals(label);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String name(SealPublicKey key, byte[] nonce) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("parley-line-name ".getBytes(StandardCharsets.US_ASCII));
      digest.update(nonce);
      byte[] hash = Arrays.copyOf(digest.digest(key.bytes()), DIGEST);
      return HexFormat.of().formatHex(nonce) + HexFormat.of().formatHex(hash) + SUFFIX;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

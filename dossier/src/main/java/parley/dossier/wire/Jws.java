package parley.dossier.wire;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import parley.dossier.crypto.Ed25519;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Reason;
import parley.dossier.model.SealPublicKey;

/**
 * A compact JWS (RFC 7515) by an Ed25519 key, with the algorithm name of RFC 9864. Its header has
 * exactly {@code alg}, {@code typ} and {@code kid}.
 *
 * @param kid thumbprint of the key that is said to have signed
 */
public record Jws(String kid, byte[] payload, String compact) {
  /** Longest compact form in characters. */
  public static final int MAX_LENGTH = 524_288;

  /** The type of a dossier's entry. */
  public static final String ENTRY = "parley-entry+jws";

  private static final Set<JWSAlgorithm> ALLOWED = Set.of(JWSAlgorithm.Ed25519);
  private static final int MAX_HEADER = 512;
  private static final int MAX_SIGNATURE = 100;

  /** Signs the payload. */
  public static String sign(String type, byte[] payload, SealPublicKey kid, byte[] seed) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.Ed25519)
            .type(new JOSEObjectType(type))
            .keyID(kid.thumbprint())
            .build();
    JWSObject jws = new JWSObject(header, new Payload(payload));
    try {
      jws.sign(new Signer(seed));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jws.serialize();
  }

  /** Reads the form and the header; the signature is not yet checked. */
  public static Jws read(String compact, String type) {
    if (compact.length() > MAX_LENGTH) {
      throw Reason.TOO_LARGE.because("JWS of " + compact.length() + " characters");
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw Reason.NOT_JWS.because("three parts expected");
    }
    byte[] header = part(parts[0], MAX_HEADER);
    byte[] payload = part(parts[1], MAX_LENGTH);
    if (part(parts[2], MAX_SIGNATURE).length != 64) {
      throw Reason.NOT_JWS.because("a signature has 64 bytes");
    }
    String kid = Members.read(StrictJson.object(header, MAX_HEADER), m -> header(m, type));
    return new Jws(kid, payload, compact);
  }

  /** Checks the signature. */
  public void verify(SealPublicKey key) {
    int dot = compact.lastIndexOf('.');
    byte[] input = compact.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
    if (!Ed25519.verify(key.bytes(), input, part(compact.substring(dot + 1), MAX_SIGNATURE))) {
      throw Reason.SIGNATURE_INVALID.because("JWS");
    }
  }

  private static String header(Members m, String type) {
    String algorithm = m.string("alg");
    if (!ALLOWED.contains(new JWSAlgorithm(algorithm))) {
      throw Reason.ALGORITHM_NOT_ALLOWED.because(algorithm);
    }
    if (!m.string("typ").equals(type)) {
      throw Reason.TYPE_WRONG.because(m.string("typ"));
    }
    return m.string("kid");
  }

  private static byte[] part(String text, int limit) {
    try {
      return Base64Url.decode(text, limit);
    } catch (parley.dossier.model.Refusal e) {
      throw e.reason() == Reason.TOO_LARGE ? e : Reason.NOT_JWS.because("base64url");
    }
  }

  /** Nimbus's own signer needs Tink; this one does not. */
  private record Signer(byte[] seed) implements JWSSigner {
    @Override
    public Base64URL sign(JWSHeader header, byte[] input) {
      return Base64URL.encode(Ed25519.sign(seed, input));
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return ALLOWED;
    }

    @Override
    public JCAContext getJCAContext() {
      return new JCAContext();
    }
  }
}

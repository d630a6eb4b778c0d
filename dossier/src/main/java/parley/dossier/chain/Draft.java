package parley.dossier.chain;

import java.nio.charset.StandardCharsets;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;

/**
 * An act ready to be signed by a person. It names its talk, its chain and the chain's last act that
 * a person signed, so the signature is good for this one place only.
 *
 * @param bytes the act's JSON, exactly as it will be carried
 */
public record Draft(DelegationId chain, Act act, String bytes) {
  /** The digest of the bytes; for a proposal, its name. */
  public Digest digest() {
    return Digest.of(utf8());
  }

  byte[] utf8() {
    return bytes.getBytes(StandardCharsets.UTF_8);
  }

  /** The WebAuthn challenge. */
  public byte[] challenge() {
    return digest().bytes();
  }
}

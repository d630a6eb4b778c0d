package parley.line;

import parley.dossier.model.Base64Url;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;

/** A one-time secret of 32 bytes: whoever bears it is taken for the one who was invited. */
public final class PairingToken {
  private static final int BYTES = 32;
  private final byte[] secret;

  private PairingToken(byte[] secret) {
    this.secret = secret;
  }

  public static PairingToken ofBytes(byte[] random32) {
    if (random32.length != BYTES) {
      throw Reason.VALUE_INVALID.because("token of 32 bytes expected");
    }
    return new PairingToken(random32.clone());
  }

  public static PairingToken of(String base64url) {
    return new PairingToken(ofBytes(Base64Url.decode(base64url, Base64Url.MAX_DIGEST)).secret);
  }

  /** All that the inviter keeps of it. */
  public Digest digest() {
    return Digest.of(secret);
  }

  /** The secret itself, to be written nowhere but into an invitation and to the inviter. */
  public String reveal() {
    return Base64Url.encode(secret);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairingToken token && digest().equals(token.digest());
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}

package parley.dossier.webauthn;

import parley.dossier.model.PersonKey;

/**
 * An authenticator without hardware: real WebAuthn assertions by a key in memory. For the demo and
 * tests; its keys carry the DEMO mark.
 */
public final class SoftwareAuthenticator {
  private final PersonKey key;

  private SoftwareAuthenticator(PersonKey key) {
    this.key = key;
  }

  /** The authenticator whose Ed25519 key has this seed; the same seed gives the same person key. */
  public static SoftwareAuthenticator ofSeed(byte[] seed32, String rpId, String origin) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Her public key, for the credentials. */
  public PersonKey key() {
    return key;
  }

  /**
   * Signs the challenge as a browser at this authenticator's origin would.
   *
   * @param counter the signature counter; 0 for an authenticator that keeps none
   */
  public Assertion sign(byte[] challenge, long counter) {
    throw new UnsupportedOperationException("lands next");
  }
}

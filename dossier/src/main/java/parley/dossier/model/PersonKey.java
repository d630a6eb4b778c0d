package parley.dossier.model;

import java.util.regex.Pattern;

/**
 * A person's WebAuthn public key.
 *
 * @param cose the COSE_Key (ES256 or Ed25519) as base64url of its CBOR bytes
 * @param rpId the relying party id that her assertions are made for
 * @param demo true for a software authenticator: said in every report that rests on it
 */
public record PersonKey(String cose, String rpId, boolean demo) {
  private static final int MAX_COSE = 400;
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?");

  public PersonKey {
    if (Base64Url.decode(cose, MAX_COSE).length < 32 || !HOST.matcher(rpId).matches()) {
      throw Reason.VALUE_INVALID.because("person key");
    }
  }
}

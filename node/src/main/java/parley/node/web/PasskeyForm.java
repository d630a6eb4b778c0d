package parley.node.web;

import java.util.List;
import parley.dossier.webauthn.Assertion;
import parley.node.people.Passkeys;

/**
 * The hidden fields that {@code passkey.js} fills when a passkey was made or touched. Every such
 * form has the same, by the template {@code people/passkey.jte}.
 */
public final class PasskeyForm {
  private static final String CREDENTIAL = "passkey.credential";
  private static final String CLIENT = "passkey.client";
  private static final String AUTHENTICATOR = "passkey.authenticator";
  private static final String SIGNATURE = "passkey.signature";
  private static final String ATTESTATION = "passkey.attestation";

  private PasskeyForm() {}

  /** The names of all fields. */
  public static List<String> fields() {
    return List.of(CREDENTIAL, CLIENT, AUTHENTICATOR, SIGNATURE, ATTESTATION);
  }

  /** Whether the form brings a touch. */
  public static boolean isTouched(Form form) {
    return form.has(SIGNATURE);
  }

  /** The touch that the form brings; whether it holds is for others to say. */
  public static Passkeys.Touch touch(Form form) {
    return new Passkeys.Touch(form.text(CREDENTIAL), assertion(form));
  }

  /** The touch as it goes into a dossier. */
  public static Assertion assertion(Form form) {
    return new Assertion(form.text(AUTHENTICATOR), form.text(CLIENT), form.text(SIGNATURE));
  }

  /** The new passkey that the form brings; whether it holds is for others to say. */
  public static Passkeys.Making making(Form form) {
    return new Passkeys.Making(form.text(CLIENT), form.text(ATTESTATION));
  }
}

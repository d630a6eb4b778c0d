package parley.dossier.webauthn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import parley.dossier.model.Base64Url;

/** Assertions that a browser would never make. */
public final class WrongAssertions {
  private static final byte PRESENT_AND_VERIFIED = 0b101;
  private static final byte PRESENT_ONLY = 0b001;

  private WrongAssertions() {}

  public static Assertion ofType(
      SoftwareAuthenticator by, String type, byte[] challenge, String origin) {
    return by.sign(clientData(type, challenge, origin, false), PRESENT_AND_VERIFIED, 0);
  }

  public static Assertion from(SoftwareAuthenticator by, byte[] challenge, String origin) {
    return by.sign(clientData("webauthn.get", challenge, origin, false), PRESENT_AND_VERIFIED, 0);
  }

  public static Assertion inAForeignFrame(
      SoftwareAuthenticator by, byte[] challenge, String origin) {
    return by.sign(clientData("webauthn.get", challenge, origin, true), PRESENT_AND_VERIFIED, 0);
  }

  public static Assertion unverified(SoftwareAuthenticator by, byte[] challenge, String origin) {
    return by.sign(clientData("webauthn.get", challenge, origin, false), PRESENT_ONLY, 0);
  }

  /** A right one, with more after the counter, which no flag announces. */
  public static Assertion longer(SoftwareAuthenticator by, byte[] challenge) {
    Assertion right = by.sign(challenge, 0);
    byte[] data = Base64Url.decode(right.authenticatorData(), 100);
    byte[] clientData = Base64Url.decode(right.clientData(), 1_000);
    return by.sign(
        new String(clientData, StandardCharsets.UTF_8), Arrays.copyOf(data, data.length + 3));
  }

  /** A right one but for its challenge, which has padding. */
  public static Assertion padded(SoftwareAuthenticator by, byte[] challenge, String origin) {
    String clientData = clientData("webauthn.get", challenge, origin, false);
    String encoded = Base64Url.encode(challenge);
    return by.sign(clientData.replace(encoded, encoded + "="), PRESENT_AND_VERIFIED, 0);
  }

  private static String clientData(
      String type, byte[] challenge, String origin, boolean crossOrigin) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}"
        .formatted(type, Base64Url.encode(challenge), origin, crossOrigin);
  }
}

package parley.dossier.webauthn;

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

  private static String clientData(
      String type, byte[] challenge, String origin, boolean crossOrigin) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}"
        .formatted(type, Base64Url.encode(challenge), origin, crossOrigin);
  }
}

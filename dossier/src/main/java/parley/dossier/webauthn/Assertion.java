package parley.dossier.webauthn;

/**
 * What an authenticator answers to {@code navigator.credentials.get}, each part as base64url.
 *
 * @param authenticatorData rpIdHash, flags, counter
 * @param clientData the bytes of clientDataJSON
 */
public record Assertion(String authenticatorData, String clientData, String signature) {}

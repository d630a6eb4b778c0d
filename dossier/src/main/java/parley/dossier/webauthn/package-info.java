/**
 * A person's signature: WebAuthn assertions (W3C WebAuthn Level 3 section 7.2), made and checked.
 */
package parley.dossier.webauthn;

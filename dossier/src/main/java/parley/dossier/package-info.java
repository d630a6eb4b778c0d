/**
 * The talk as a signed log: acts, entries, terms, disclosure, projection, verification. Pure: no
 * I/O, no clock, no randomness, no framework; bytes, times and random bytes are parameters. One
 * thread at a time. RFC 7493, 7515, 7638, 8032, 9864; W3C WebAuthn.
 */
package parley.dossier;

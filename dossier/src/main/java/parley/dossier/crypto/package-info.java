/** Ed25519 over the JDK's own implementation; seeds in, no randomness of its own. Not exported. */
package parley.dossier.crypto;

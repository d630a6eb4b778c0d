/** Signatures over Bouncy Castle; seeds in, no randomness of its own. Not exported. */
package parley.dossier.crypto;

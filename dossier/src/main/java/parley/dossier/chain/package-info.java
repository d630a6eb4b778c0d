/** The talk as a set of sealed entries: writing one, and admitting what others wrote. */
package parley.dossier.chain;

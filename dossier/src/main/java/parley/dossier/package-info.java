/** The talk as a signed log. */
package parley.dossier;

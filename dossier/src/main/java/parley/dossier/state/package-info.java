/** The talk as it stands: pure functions of the set of entries, the same on every node. */
package parley.dossier.state;

/** A dossier as one file, and the report on it that needs no server. */
package parley.dossier.verify;

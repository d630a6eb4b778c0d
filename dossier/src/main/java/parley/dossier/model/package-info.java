/**
 * The words of a talk as values: ids, credentials, acts, terms. Everything here is immutable,
 * checks itself when it is made, and knows no format.
 */
package parley.dossier.model;

/**
 * How the dossiers of two nodes come to be the same. Pure: parcels, changes and the time in;
 * parcels and incidents out.
 */
package parley.line.exchange;

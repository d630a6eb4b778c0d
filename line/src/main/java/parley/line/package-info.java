/**
 * The line as upper layers see it: parcels in order and exactly once between two delegations, keys
 * for media, who is reachable. Values and interfaces only; {@code parley.line.io} opens sockets.
 */
package parley.line;

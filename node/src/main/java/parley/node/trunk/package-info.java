/**
 * What joins rooms of two nodes: keys from a line's connection, where media may go, ends and tracks
 * as JSON.
 */
package parley.node.trunk;

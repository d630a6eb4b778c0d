/** What joins rooms of two nodes: keys from a line's connection, tracks and addresses as JSON. */
package parley.node.trunk;

/** The server. */
package parley.node;

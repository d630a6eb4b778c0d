/** What lies between two nodes: a network that tests can break, by a seed. */
package parley.e2e.network;

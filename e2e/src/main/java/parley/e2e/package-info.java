/**
 * What browser tests and measurements stand on: the node as its own process, browsers, fake
 * capture. It is no part of the server.
 */
package parley.e2e;

/** The server's command line and the place where its parts are joined. */
package parley.node;

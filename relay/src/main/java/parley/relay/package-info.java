/** The media plane. */
package parley.relay;

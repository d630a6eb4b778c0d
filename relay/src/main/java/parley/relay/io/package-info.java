/**
 * The only package of the relay that touches sockets, threads and the clock. A {@link
 * parley.relay.io.MediaThread} owns one UDP port on each announced address, the switchboard behind
 * it and whatever duties and commands are left with it.
 */
package parley.relay.io;

/**
 * A peer's transport, composed of ICE, DTLS and SRTP, and the switchboard that leads datagrams to
 * it (RFC 7983). Time, bytes, randomness and threads are parameters; all of it runs on one media
 * thread. Whoever forwards media implements {@link parley.relay.peer.MediaSink} and sends through
 * {@link parley.relay.peer.MediaOutlet}.
 *
 * <p>Who closes whom: the media thread its switchboard, the switchboard its transports, a transport
 * its DTLS session and SRTP contexts.
 */
package parley.relay.peer;

/**
 * A peer's transport, composed of ICE, DTLS and SRTP, and the switchboard that leads datagrams to
 * it (RFC 7983). Time, bytes, randomness and threads are parameters; all of it runs on one media
 * thread. Whoever forwards media implements {@link parley.relay.peer.MediaSink} and sends through
 * {@link parley.relay.peer.MediaOutlet}.
 *
 * <p>A trunk to another node's relay needs neither ICE nor DTLS: {@link parley.relay.peer.Channels}
 * leads its datagrams by number, keys come from elsewhere.
 *
 * <p>Who closes whom: the media thread its switchboard, the switchboard its transports, a transport
 * its DTLS session and SRTP contexts.
 */
package parley.relay.peer;

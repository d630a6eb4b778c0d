package parley.relay.stun;

import java.net.InetSocketAddress;

/**
 * A way to a peer: the socket of ours that a datagram came in by, and where it came from.
 *
 * @param socket index of one of our announced addresses; the reply must leave from it
 * @param remote the peer's address
 */
public record CandidatePair(int socket, InetSocketAddress remote) {}

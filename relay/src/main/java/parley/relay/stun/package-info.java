/**
 * ICE-lite: answers a browser's connectivity checks, learns which candidate pair it nominated, and
 * takes its continuing checks as consent. Takes the time and bytes as parameters; runs on the
 * thread that owns the peer.
 *
 * <p>STUN (RFC 8489), ICE (RFC 8445; we are always lite and controlled), consent freshness (RFC
 * 7675). Departure: an unauthenticated check gets no error response, so that nobody can make us
 * send to an address that is not a peer's.
 */
package parley.relay.stun;

/**
 * What goes out to one subscriber: which layer, rewritten into one continuous stream under an SSRC
 * of the subscriber's own, repaired on request (RFC 4585, RFC 4588), reported (RFC 3550). Runs on
 * the media thread; time and chance are parameters.
 *
 * <p>The Dependency Descriptor is not forwarded. Layers change at key frames only, and a key frame
 * is known by the publisher's Dependency Descriptor. A publisher without one keeps to a single
 * layer that is passed on whole from whatever packet comes first: a decoder waits for a key frame
 * by itself, and one is asked for.
 */
package parley.relay.forward;

/**
 * What comes in from one publisher: telling streams apart (RFC 8843, RFC 8852), taking repairs out
 * of retransmissions (RFC 4588), statistics and reports (RFC 3550), requests for repair and key
 * frames (RFC 4585), transport-wide feedback. Keeps the last packets of each stream, from which
 * everything is forwarded. Runs on the media thread; time and chance are parameters.
 *
 * <p>Where a key frame begins is read from the Dependency Descriptor header extension: the first
 * packet of a frame that carries the template structure. Nothing of a payload is read.
 */
package parley.relay.ingest;

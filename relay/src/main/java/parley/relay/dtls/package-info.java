/**
 * DTLS 1.2 for media keys: we are the server (passive), the peer must present the certificate whose
 * fingerprint was signalled, and SRTP keys come from the exporter.
 *
 * <p>{@link parley.relay.dtls.DtlsSession} belongs to the media thread. The handshake itself, which
 * Bouncy Castle writes as blocking code, runs on a thread of the executor that the caller gives and
 * meets the media thread in two queues and one volatile state.
 *
 * <p>DTLS (RFC 6347), DTLS-SRTP (RFC 5763, RFC 5764), exporters (RFC 5705), RFC 8827 section 6.5.
 */
package parley.relay.dtls;

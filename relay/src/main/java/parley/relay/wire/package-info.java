/**
 * Wire formats as reusable views over a byte array: they own no bytes, allocate nothing and keep no
 * state between packets, so any thread may have its own. Bad input is a {@link
 * parley.relay.wire.Drop}, never an exception.
 *
 * <p>RTP and RTCP (RFC 3550), header extensions (RFC 8285), feedback (RFC 4585, RFC 5104,
 * draft-holmer-rmcat-transport-wide-cc-extensions-01), retransmission (RFC 4588), the VP8 payload
 * descriptor (RFC 7741), the Dependency Descriptor (AV1 RTP payload, appendix A), demultiplexing
 * (RFC 7983).
 */
package parley.relay.wire;

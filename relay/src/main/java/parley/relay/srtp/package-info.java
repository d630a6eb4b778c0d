/**
 * SRTP and SRTCP in place on a byte array, without allocation per packet. A context is one
 * direction of one peer and belongs to its media thread.
 *
 * <p>RFC 3711, RFC 7714 (AES-GCM), RFC 6188 (key derivation with AES-256). Stricter than they are:
 * SRTCP must be encrypted, and no (SSRC, index) pair is ever protected twice with one key. The
 * ciphers are OpenSSL's when its library is on the machine, else the JDK's.
 */
package parley.relay.srtp;

/** The formats of PROTOCOL.md: strict I-JSON (RFC 7493), compact JWS (RFC 7515), codecs. */
package parley.dossier.wire;

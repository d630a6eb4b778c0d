/**
 * The sound sweep and the moving picture by which a line is tested: real Opus and VP8 as RTP, sent
 * there and back and compared byte for byte. Pure; time is a parameter.
 */
package parley.relay.clip;

/**
 * What a link to a subscriber carries, estimated on the sending side, and how it is shared out.
 * Sound comes first, pictures give way. Pure: time is a parameter; runs on the media thread.
 *
 * <p>draft-ietf-rmcat-gcc-02, draft-holmer-rmcat-transport-wide-cc-extensions-01.
 */
package parley.relay.estimate;

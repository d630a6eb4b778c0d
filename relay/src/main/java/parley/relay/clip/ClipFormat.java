package parley.relay.clip;

/** The numbers under which whoever plays the clip sends it. */
public record ClipFormat(int opus, int vp8, int soundSsrc, int pictureSsrc) {}

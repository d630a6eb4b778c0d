package parley.node.room;

/**
 * What a person has switched on, as she says herself. Nobody else can switch it for her.
 *
 * @param microphone whether she has one
 * @param camera whether it sends a picture
 * @param muted whether her microphone is silenced
 */
record Presence(boolean microphone, boolean camera, boolean muted) {
  /** Of somebody who is not there. */
  static final Presence NOTHING = new Presence(false, false, false);
}

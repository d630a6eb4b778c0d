package parley.relay;

/** What a track carries. Sound is always served before picture. */
public enum MediaKind {
  AUDIO,
  VIDEO
}

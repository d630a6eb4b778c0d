package parley.relay;

/** How much of a picture a subscriber wants at most; the link may allow less. */
public enum PictureSize {
  NONE,
  QUARTER,
  HALF,
  FULL
}

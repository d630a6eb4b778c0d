package parley.relay.ingest;

/**
 * What a relay tells the next one of a packet, in one byte of a header extension: what it knows
 * from the Dependency Descriptor, which goes no further.
 */
public final class FrameMark {
  private static final int DESCRIBES = 0x01;
  private static final int KEY_FRAME_START = 0x02;

  private FrameMark() {}

  /**
   * The byte.
   *
   * @param describes whether the stream's packets tell where key frames begin
   * @param keyFrameStart whether this packet is the first of one
   */
  public static int of(boolean describes, boolean keyFrameStart) {
    return (describes ? DESCRIBES : 0) | (keyFrameStart ? KEY_FRAME_START : 0);
  }

  static boolean describes(int mark) {
    return (mark & DESCRIBES) != 0;
  }

  static boolean startsKeyFrame(int mark) {
    return (mark & (DESCRIBES | KEY_FRAME_START)) == (DESCRIBES | KEY_FRAME_START);
  }
}

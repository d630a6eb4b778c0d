package parley.relay.wire;

/**
 * View of the mandatory fields of the Dependency Descriptor header extension, and whether it
 * carries a template structure: on the first packet of a frame that is a key frame's (AV1 RTP
 * payload specification, appendix A.8).
 */
public final class DependencyDescriptor {
  private static final int MANDATORY_LENGTH = 3;

  private byte[] buffer = {};
  private int offset;
  private int length;

  /** Wraps the value of the header extension. */
  public Drop wrap(byte[] packet, int start, int size) {
    buffer = packet;
    offset = start;
    length = size;
    return size < MANDATORY_LENGTH ? Drop.DEPENDENCY_DESCRIPTOR_MALFORMED : Drop.NONE;
  }

  /** First packet of a frame. */
  public boolean startOfFrame() {
    return (buffer[offset] & 0x80) != 0;
  }

  /** Last packet of a frame. */
  public boolean endOfFrame() {
    return (buffer[offset] & 0x40) != 0;
  }

  /** Frame number, 0 to 65535. */
  public int frameNumber() {
    return Octets.u16(buffer, offset + 1);
  }

  /** Whether the template structure is present. */
  public boolean hasStructure() {
    return length > MANDATORY_LENGTH && (buffer[offset + MANDATORY_LENGTH] & 0x80) != 0;
  }
}

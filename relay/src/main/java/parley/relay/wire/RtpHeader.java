package parley.relay.wire;

/**
 * View of an RTP header (RFC 3550 section 5.1) with its extensions (RFC 8285). Reusable; the
 * accessors are valid after {@code wrap} returned {@link Drop#NONE}.
 */
public final class RtpHeader {
  /** Bytes before the CSRC list. */
  public static final int FIXED_LENGTH = 12;

  static final int VERSION = 2;
  static final int SEQUENCE_NUMBER_OFFSET = 2;
  static final int TIMESTAMP_OFFSET = 4;
  static final int SSRC_OFFSET = 8;
  static final int ONE_BYTE_PROFILE = 0xBEDE; // RFC 8285 section 4.2
  static final int TWO_BYTE_PROFILE = 0x1000; // RFC 8285 section 4.3; low four bits are free
  static final int TWO_BYTE_PROFILE_MASK = 0xFFF0;

  private static final int ONE_BYTE_RESERVED_ID = 15;

  private byte[] buffer = {};
  private int offset;
  private int length;
  private int headerLength;
  private int paddingLength;
  private int extensionsOffset;
  private int extensionsEnd;
  private int extensionProfile;

  /** Receives the header extension elements of a packet. */
  @FunctionalInterface
  public interface ExtensionVisitor {
    /** One element; its value lies at {@code offset} of {@code buffer}. */
    void onExtension(int id, byte[] buffer, int offset, int length);
  }

  /** Wraps a plain packet and checks header, extension block and padding. */
  public Drop wrap(byte[] packet, int start, int size) {
    Drop drop = wrapProtected(packet, start, size);
    if (drop != Drop.NONE || !hasPadding()) {
      return drop;
    }
    int padding = size == headerLength ? 0 : Octets.u8(packet, start + size - 1);
    if (padding == 0 || padding > size - headerLength) {
      return Drop.RTP_MALFORMED;
    }
    paddingLength = padding;
    return Drop.NONE;
  }

  /** Wraps a packet whose payload, with its padding, is still encrypted. */
  public Drop wrapProtected(byte[] packet, int start, int size) {
    buffer = packet;
    offset = start;
    length = size;
    paddingLength = 0;
    extensionsOffset = 0;
    extensionsEnd = 0;
    extensionProfile = 0;
    if (size < FIXED_LENGTH) {
      return Drop.TOO_SHORT;
    }
    int first = Octets.u8(packet, start);
    if (first >>> 6 != VERSION) {
      return Drop.RTP_MALFORMED;
    }
    int header = FIXED_LENGTH + 4 * (first & 0x0F);
    if ((first & 0x10) != 0) {
      if (header + 4 > size) {
        return Drop.RTP_MALFORMED;
      }
      extensionProfile = Octets.u16(packet, start + header);
      extensionsOffset = start + header + 4;
      header += 4 + 4 * Octets.u16(packet, start + header + 2);
      extensionsEnd = start + header;
    }
    headerLength = header;
    return header > size ? Drop.RTP_MALFORMED : Drop.NONE;
  }

  /** The wrapped array. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the packet begins. */
  public int offset() {
    return offset;
  }

  /** Length of the whole packet. */
  public int length() {
    return length;
  }

  /** Length of fixed header, CSRC list and extension block. */
  public int headerLength() {
    return headerLength;
  }

  /** Where the payload begins. */
  public int payloadOffset() {
    return offset + headerLength;
  }

  /** Length of the payload without padding; 0 for a packet that only probes. */
  public int payloadLength() {
    return length - headerLength - paddingLength;
  }

  /** The P bit. */
  public boolean hasPadding() {
    return (buffer[offset] & 0x20) != 0;
  }

  /** The M bit. */
  public boolean marker() {
    return buffer[offset + 1] < 0;
  }

  /** Payload type, 0 to 127. */
  public int payloadType() {
    return buffer[offset + 1] & 0x7F;
  }

  /** Sequence number, 0 to 65535. */
  public int sequenceNumber() {
    return Octets.u16(buffer, offset + SEQUENCE_NUMBER_OFFSET);
  }

  /** Timestamp, raw bits. */
  public int timestamp() {
    return Octets.i32(buffer, offset + TIMESTAMP_OFFSET);
  }

  /** Synchronization source, raw bits. */
  public int ssrc() {
    return Octets.i32(buffer, offset + SSRC_OFFSET);
  }

  /** Where the value of element {@code id} begins, or -1 when the packet has none. */
  public int extensionOffset(int id) {
    long found = find(id);
    return found < 0 ? -1 : (int) (found >>> 32);
  }

  /** Length of the value of element {@code id}, or -1 when the packet has none. */
  public int extensionLength(int id) {
    long found = find(id);
    return found < 0 ? -1 : (int) found;
  }

  /** Shows every element to {@code visitor}, in the packet's order. */
  public void forEachExtension(ExtensionVisitor visitor) {
    for (long at = elementFrom(extensionsOffset); at >= 0; at = elementFrom(end(at))) {
      visitor.onExtension(id(at), buffer, valueOffset(at), valueLength(at));
    }
  }

  private long find(int wanted) {
    for (long at = elementFrom(extensionsOffset); at >= 0; at = elementFrom(end(at))) {
      if (id(at) == wanted) {
        return (long) valueOffset(at) << 32 | valueLength(at);
      }
    }
    return -1;
  }

  /** The next element at or after {@code index}, packed as offset, length, id; negative if none. */
  private long elementFrom(int index) {
    if (extensionProfile == ONE_BYTE_PROFILE) {
      return oneByteElementFrom(index);
    }
    return (extensionProfile & TWO_BYTE_PROFILE_MASK) == TWO_BYTE_PROFILE
        ? twoByteElementFrom(index)
        : -1;
  }

  private long oneByteElementFrom(int index) {
    int at = index;
    while (at < extensionsEnd && buffer[at] == 0) {
      at++; // padding
    }
    if (at >= extensionsEnd) {
      return -1;
    }
    int id = Octets.u8(buffer, at) >>> 4;
    int size = (buffer[at] & 0x0F) + 1;
    boolean stops = id == 0 || id == ONE_BYTE_RESERVED_ID; // section 4.2: look no further
    return stops || at + 1 + size > extensionsEnd ? -1 : pack(at + 1, size, id);
  }

  private long twoByteElementFrom(int index) {
    int at = index;
    while (at < extensionsEnd && buffer[at] == 0) {
      at++; // padding
    }
    if (at + 1 >= extensionsEnd) {
      return -1;
    }
    int size = Octets.u8(buffer, at + 1);
    return at + 2 + size > extensionsEnd ? -1 : pack(at + 2, size, Octets.u8(buffer, at));
  }

  private static long pack(int valueOffset, int valueLength, int id) {
    return (long) valueOffset << 32 | (long) valueLength << 8 | id;
  }

  private static int valueOffset(long element) {
    return (int) (element >>> 32);
  }

  private static int valueLength(long element) {
    return (int) (element >>> 8) & 0xFF;
  }

  private static int id(long element) {
    return (int) element & 0xFF;
  }

  private static int end(long element) {
    return valueOffset(element) + valueLength(element);
  }
}

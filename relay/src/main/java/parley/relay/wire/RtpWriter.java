package parley.relay.wire;

/**
 * Writes an RTP packet into a caller's array: {@link #begin}, then any extensions, then the
 * payload. Reusable. The extension block takes the one-byte form of RFC 8285 until an element needs
 * the two-byte form; what was written so far is then converted in place.
 */
public final class RtpWriter {
  private static final int BLOCK_HEADER_LENGTH = 4;
  private static final int LARGEST_ONE_BYTE_ID = 14;
  private static final int LARGEST_ONE_BYTE_VALUE = 16;

  private final byte[] scratch = new byte[64];
  private byte[] buffer = {};
  private int start;
  private int position;
  private int valuesOffset;
  private boolean twoByteForm;

  /** Starts a packet at {@code offset} of {@code target}, without CSRCs. */
  public RtpWriter begin(
      byte[] target, int offset, int payloadType, boolean marker, int sequenceNumber) {
    buffer = target;
    start = offset;
    position = offset + RtpHeader.FIXED_LENGTH;
    valuesOffset = 0;
    twoByteForm = false;
    Octets.put8(target, offset, RtpHeader.VERSION << 6);
    Octets.put8(target, offset + 1, (marker ? 0x80 : 0) | payloadType);
    Octets.put16(target, offset + RtpHeader.SEQUENCE_NUMBER_OFFSET, sequenceNumber);
    return this;
  }

  /** Sets the timestamp and the synchronization source. */
  public RtpWriter source(int timestamp, int ssrc) {
    Octets.put32(buffer, start + RtpHeader.TIMESTAMP_OFFSET, timestamp);
    Octets.put32(buffer, start + RtpHeader.SSRC_OFFSET, ssrc);
    return this;
  }

  /** Adds an element with a one-byte value, such as an audio level. */
  public RtpWriter extension8(int id, int value) {
    int at = openElement(id, 1);
    Octets.put8(buffer, at, value);
    return this;
  }

  /** Adds an element with a two-byte value, such as a transport-wide sequence number. */
  public RtpWriter extension16(int id, int value) {
    int at = openElement(id, 2);
    Octets.put16(buffer, at, value);
    return this;
  }

  /** Adds an element; its value is copied from {@code source}. */
  public RtpWriter extension(int id, byte[] source, int offset, int length) {
    int at = openElement(id, length);
    System.arraycopy(source, offset, buffer, at, length);
    return this;
  }

  /** Closes the extension block and copies the payload. Returns the packet's length. */
  public int payload(byte[] source, int offset, int length) {
    int at = payloadOffset();
    System.arraycopy(source, offset, buffer, at, length);
    position = at + length;
    return position - start;
  }

  /** Like {@link #payload}, with two bytes before it: a retransmission (RFC 4588 section 4). */
  public int retransmission(int originalSequenceNumber, byte[] source, int offset, int length) {
    int at = payloadOffset();
    Octets.put16(buffer, at, originalSequenceNumber);
    System.arraycopy(source, offset, buffer, at + Rtx.OVERHEAD, length);
    position = at + Rtx.OVERHEAD + length;
    return position - start;
  }

  /** Closes the extension block; the payload belongs at the returned index of the array. */
  public int payloadOffset() {
    if (valuesOffset != 0) {
      while (((position - valuesOffset) & 3) != 0) {
        buffer[position++] = 0;
      }
      int block = valuesOffset - BLOCK_HEADER_LENGTH;
      buffer[start] |= 0x10;
      Octets.put16(
          buffer, block, twoByteForm ? RtpHeader.TWO_BYTE_PROFILE : RtpHeader.ONE_BYTE_PROFILE);
      Octets.put16(buffer, block + 2, (position - valuesOffset) / 4);
      valuesOffset = 0;
    }
    return position;
  }

  private int openElement(int id, int length) {
    if (valuesOffset == 0) {
      valuesOffset = position + BLOCK_HEADER_LENGTH;
      position = valuesOffset;
    }
    boolean fitsOneByte =
        id <= LARGEST_ONE_BYTE_ID && length >= 1 && length <= LARGEST_ONE_BYTE_VALUE;
    if (!fitsOneByte && !twoByteForm) {
      convertToTwoByteForm();
    }
    if (twoByteForm) {
      Octets.put8(buffer, position++, id);
      Octets.put8(buffer, position++, length);
    } else {
      Octets.put8(buffer, position++, id << 4 | (length - 1));
    }
    int at = position;
    position += length;
    return at;
  }

  private void convertToTwoByteForm() {
    twoByteForm = true;
    int written = position - valuesOffset;
    byte[] elements = written <= scratch.length ? scratch : new byte[written];
    System.arraycopy(buffer, valuesOffset, elements, 0, written);
    position = valuesOffset;
    int from = 0;
    while (from < written) {
      int id = Octets.u8(elements, from) >>> 4;
      int length = (elements[from] & 0x0F) + 1;
      Octets.put8(buffer, position++, id);
      Octets.put8(buffer, position++, length);
      System.arraycopy(elements, from + 1, buffer, position, length);
      position += length;
      from += 1 + length;
    }
  }
}

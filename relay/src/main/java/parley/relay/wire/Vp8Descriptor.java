package parley.relay.wire;

/**
 * View of the VP8 payload descriptor (RFC 7741 section 4.2), which the packetizer writes outside
 * the encrypted frame. The VP8 header and the frame behind it are never looked at.
 */
public final class Vp8Descriptor {
  private byte[] buffer = {};
  private int offset;
  private int length;
  private int pictureIdOffset;
  private int tl0PicIdxOffset;
  private int layerOffset;

  /** Wraps the payload of an RTP packet. */
  public Drop wrap(byte[] packet, int start, int size) {
    buffer = packet;
    offset = start;
    pictureIdOffset = -1;
    tl0PicIdxOffset = -1;
    layerOffset = -1;
    length = 1;
    if (size < 1) {
      return Drop.VP8_MALFORMED;
    }
    if ((packet[start] & 0x80) == 0) {
      return Drop.NONE;
    }
    if (size < 2) {
      return Drop.VP8_MALFORMED;
    }
    int flags = packet[start + 1];
    int at = 2;
    if ((flags & 0x80) != 0) {
      if (size <= at) {
        return Drop.VP8_MALFORMED;
      }
      pictureIdOffset = start + at;
      at += packet[start + at] < 0 ? 2 : 1;
    }
    if ((flags & 0x40) != 0) {
      tl0PicIdxOffset = start + at++;
    }
    if ((flags & 0x30) != 0) {
      layerOffset = start + at++;
    }
    length = at;
    return at > size ? Drop.VP8_MALFORMED : Drop.NONE;
  }

  /** Bytes that the descriptor takes. */
  public int length() {
    return length;
  }

  /** S bit and partition 0: the first packet of a frame. */
  public boolean startsFrame() {
    return (buffer[offset] & 0x17) == 0x10;
  }

  /** Whether a picture id is present. */
  public boolean hasPictureId() {
    return pictureIdOffset >= 0;
  }

  /** Width of the picture id: 7 or 15 bits. */
  public int pictureIdBits() {
    return buffer[pictureIdOffset] < 0 ? 15 : 7;
  }

  /** The picture id; only when {@link #hasPictureId}. */
  public int pictureId() {
    return pictureIdBits() == 15
        ? Octets.u16(buffer, pictureIdOffset) & 0x7FFF
        : Octets.u8(buffer, pictureIdOffset);
  }

  /** Writes the picture id in its present width; only when {@link #hasPictureId}. */
  public void pictureId(int value) {
    if (pictureIdBits() == 15) {
      Octets.put16(buffer, pictureIdOffset, 0x8000 | value & 0x7FFF);
    } else {
      Octets.put8(buffer, pictureIdOffset, value & 0x7F);
    }
  }

  /** Whether TL0PICIDX is present. */
  public boolean hasTl0PicIdx() {
    return tl0PicIdxOffset >= 0;
  }

  /** Running index of base layer frames; only when {@link #hasTl0PicIdx}. */
  public int tl0PicIdx() {
    return Octets.u8(buffer, tl0PicIdxOffset);
  }

  /** Writes the running index; only when {@link #hasTl0PicIdx}. */
  public void tl0PicIdx(int value) {
    Octets.put8(buffer, tl0PicIdxOffset, value);
  }

  /** Temporal layer, 0 when the descriptor does not say. */
  public int temporalLayer() {
    return layerOffset < 0 || (buffer[offset + 1] & 0x20) == 0
        ? 0
        : Octets.u8(buffer, layerOffset) >>> 6;
  }

  /** Y bit: depends on the base layer only, so one may switch up here. */
  public boolean layerSync() {
    return layerOffset >= 0 && (buffer[layerOffset] & 0x20) != 0;
  }
}

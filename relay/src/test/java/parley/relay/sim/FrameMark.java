package parley.relay.sim;

import java.nio.ByteBuffer;

/**
 * What a simulated payload says of itself, behind a VP8 descriptor with a picture id: the relay
 * never looks at it, the simulated receiver checks everything by it.
 */
record FrameMark(
    int source, int layer, int frame, int index, int count, boolean key, long sentNanos) {
  static final int DESCRIPTOR = 4;
  static final int LENGTH = DESCRIPTOR + 1 + 1 + 4 + 2 + 2 + 1 + 8;

  byte[] payload(int pictureId, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(LENGTH, size));
    bytes.put((byte) (index == 0 ? 0x90 : 0x80)).put((byte) 0x80);
    bytes.putShort((short) (0x8000 | pictureId & 0x7FFF));
    bytes.put((byte) source).put((byte) layer).putInt(frame);
    bytes.putShort((short) index).putShort((short) count).put((byte) (key ? 1 : 0));
    bytes.putLong(sentNanos);
    return bytes.array();
  }

  static FrameMark read(byte[] payload, int offset) {
    ByteBuffer bytes = ByteBuffer.wrap(payload, offset + DESCRIPTOR, LENGTH - DESCRIPTOR);
    return new FrameMark(
        bytes.get(),
        bytes.get(),
        bytes.getInt(),
        bytes.getShort() & 0xFFFF,
        bytes.getShort() & 0xFFFF,
        bytes.get() == 1,
        bytes.getLong());
  }

  static int pictureId(byte[] payload, int offset) {
    return ByteBuffer.wrap(payload).getShort(offset + 2) & 0x7FFF;
  }
}

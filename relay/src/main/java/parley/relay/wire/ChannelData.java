package parley.relay.wire;

/**
 * The header that names a channel and precedes a packet in a datagram (RFC 8656 section 12.4): two
 * bytes of channel, two of length. The receiver of the datagram has chosen the channel.
 */
public final class ChannelData {
  /** Bytes before the packet. */
  public static final int HEADER_LENGTH = 4;

  /** The first channel number. */
  public static final int FIRST = 0x4000;

  /** How many there are. */
  public static final int COUNT = 0x1000;

  private ChannelData() {}

  /** Whether a number is a channel's. */
  public static boolean isChannel(int number) {
    return number >= FIRST && number < FIRST + COUNT;
  }

  /** Whether a datagram has the header and is as long as the header says: UDP needs no padding. */
  public static boolean isWhole(byte[] buffer, int offset, int length) {
    return length >= HEADER_LENGTH && Octets.u16(buffer, offset + 2) == length - HEADER_LENGTH;
  }

  /** The channel of a datagram that {@link #isWhole}. */
  public static int channel(byte[] buffer, int offset) {
    return Octets.u16(buffer, offset);
  }

  /** Writes the header before a packet of this length. */
  public static void write(byte[] buffer, int offset, int channel, int packetLength) {
    Octets.put16(buffer, offset, channel);
    Octets.put16(buffer, offset + 2, packetLength);
  }
}

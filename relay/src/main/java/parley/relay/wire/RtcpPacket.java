package parley.relay.wire;

/**
 * View of one packet after another of an RTCP compound (RFC 3550 section 6.1), which may be of
 * reduced size (RFC 5506). {@link #wrap} checks all lengths and that each packet of a known type is
 * long enough for what it announces; unknown types can be skipped by whoever reads.
 */
public final class RtcpPacket {
  /** Bytes of the common header with the sender's SSRC. */
  public static final int HEADER_LENGTH = 8;

  /** Packet types. */
  public static final int SENDER_REPORT = 200;

  /** Receiver report. */
  public static final int RECEIVER_REPORT = 201;

  /** Source description. */
  public static final int SOURCE_DESCRIPTION = 202;

  /** Goodbye. */
  public static final int BYE = 203;

  /** Transport layer feedback (RFC 4585 section 6.2). */
  public static final int TRANSPORT_FEEDBACK = 205;

  /** Payload specific feedback (RFC 4585 section 6.3). */
  public static final int PAYLOAD_FEEDBACK = 206;

  /** Format of {@link #TRANSPORT_FEEDBACK}: generic NACK. */
  public static final int FORMAT_NACK = 1;

  /** Format of {@link #TRANSPORT_FEEDBACK}: transport-wide congestion control. */
  public static final int FORMAT_TRANSPORT_WIDE = 15;

  /** Format of {@link #PAYLOAD_FEEDBACK}: picture loss indication. */
  public static final int FORMAT_PLI = 1;

  /** Format of {@link #PAYLOAD_FEEDBACK}: full intra request (RFC 5104 section 4.3.1). */
  public static final int FORMAT_FIR = 4;

  static final int FEEDBACK_HEADER_LENGTH = 12;
  static final int SENDER_INFO_LENGTH = 20;
  static final int NACK_ENTRY_LENGTH = 4;
  static final int FIR_ENTRY_LENGTH = 8;

  private final ReportBlock reportBlock = new ReportBlock();
  private byte[] buffer = {};
  private int end;
  private int offset;
  private int length;
  private int next;

  /** Wraps a compound; {@link #next} then steps to the first packet. */
  public Drop wrap(byte[] compound, int start, int size) {
    buffer = compound;
    end = start + size;
    next = start;
    if (size < 4) {
      return Drop.TOO_SHORT;
    }
    while (next < end) {
      if (end - next < 4 || Octets.u8(compound, next) >>> 6 != RtpHeader.VERSION) {
        return Drop.RTCP_MALFORMED;
      }
      step();
      if (next > end || length < shortestLength()) {
        return Drop.RTCP_MALFORMED;
      }
    }
    next = start;
    return Drop.NONE;
  }

  /** Steps to the next packet; false when there is none. */
  public boolean next() {
    if (next >= end) {
      return false;
    }
    step();
    return true;
  }

  private void step() {
    offset = next;
    length = 4 * (Octets.u16(buffer, offset + 2) + 1);
    next = offset + length;
  }

  private int shortestLength() {
    return switch (packetType()) {
      case SENDER_REPORT -> HEADER_LENGTH + SENDER_INFO_LENGTH + count() * ReportBlock.LENGTH;
      case RECEIVER_REPORT -> HEADER_LENGTH + count() * ReportBlock.LENGTH;
      case BYE -> 4 + 4 * count();
      case TRANSPORT_FEEDBACK ->
          count() == FORMAT_TRANSPORT_WIDE
              ? TransportFeedback.CHUNKS_OFFSET
              : FEEDBACK_HEADER_LENGTH;
      case PAYLOAD_FEEDBACK -> FEEDBACK_HEADER_LENGTH;
      default -> 4;
    };
  }

  /** The wrapped array. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where this packet begins. */
  public int offset() {
    return offset;
  }

  /** Length of this packet. */
  public int length() {
    return length;
  }

  /** Packet type, 200 and above. */
  public int packetType() {
    return Octets.u8(buffer, offset + 1);
  }

  /** Reception report count, source count, or feedback format, by type. */
  public int count() {
    return buffer[offset] & 0x1F;
  }

  /** Whether this is feedback of the given type and format. */
  public boolean isFeedback(int type, int format) {
    return packetType() == type && count() == format;
  }

  /** SSRC of who sent this packet; not for {@link #SOURCE_DESCRIPTION}. */
  public int senderSsrc() {
    return length >= HEADER_LENGTH ? Octets.i32(buffer, offset + 4) : 0;
  }

  /** SSRC that feedback is about. */
  public int mediaSsrc() {
    return Octets.i32(buffer, offset + 8);
  }

  /** NTP time of a sender report: seconds in the upper half, fraction in the lower. */
  public long ntpTimestamp() {
    return Octets.i64(buffer, offset + HEADER_LENGTH);
  }

  /** RTP time that corresponds to {@link #ntpTimestamp}. */
  public int rtpTimestamp() {
    return Octets.i32(buffer, offset + HEADER_LENGTH + 8);
  }

  /** Packets sent, of a sender report, unsigned. */
  public long senderPacketCount() {
    return Octets.u32(buffer, offset + HEADER_LENGTH + 12);
  }

  /** Payload bytes sent, of a sender report, unsigned. */
  public long senderOctetCount() {
    return Octets.u32(buffer, offset + HEADER_LENGTH + 16);
  }

  /** Block {@code index} of a sender or receiver report; the view is reused by the next call. */
  public ReportBlock reportBlock(int index) {
    int blocks = HEADER_LENGTH + (packetType() == SENDER_REPORT ? SENDER_INFO_LENGTH : 0);
    return reportBlock.at(buffer, offset + blocks + index * ReportBlock.LENGTH);
  }

  /** Whether a receiver report goes on after its blocks (RFC 3550 section 6.4.3). */
  public boolean saysMore() {
    return packetType() == RECEIVER_REPORT && length > HEADER_LENGTH + count() * ReportBlock.LENGTH;
  }

  /** SSRC {@code index} of a goodbye. */
  public int byeSsrc(int index) {
    return Octets.i32(buffer, offset + 4 + 4 * index);
  }

  /** How many entries a generic NACK has. */
  public int nackCount() {
    return (length - FEEDBACK_HEADER_LENGTH) / NACK_ENTRY_LENGTH;
  }

  /** First lost sequence number of NACK entry {@code index}. */
  public int nackPacketId(int index) {
    return Octets.u16(buffer, offset + FEEDBACK_HEADER_LENGTH + index * NACK_ENTRY_LENGTH);
  }

  /** Which of the sixteen after it are lost too; the lowest bit is the next one. */
  public int nackBitmask(int index) {
    return Octets.u16(buffer, offset + FEEDBACK_HEADER_LENGTH + index * NACK_ENTRY_LENGTH + 2);
  }

  /** How many entries a full intra request has. */
  public int firCount() {
    return (length - FEEDBACK_HEADER_LENGTH) / FIR_ENTRY_LENGTH;
  }

  /** SSRC of entry {@code index} of a full intra request. */
  public int firSsrc(int index) {
    return Octets.i32(buffer, offset + FEEDBACK_HEADER_LENGTH + index * FIR_ENTRY_LENGTH);
  }

  /** Command number of that entry; a repeated one is the same request. */
  public int firSequenceNumber(int index) {
    return Octets.u8(buffer, offset + FEEDBACK_HEADER_LENGTH + index * FIR_ENTRY_LENGTH + 4);
  }
}

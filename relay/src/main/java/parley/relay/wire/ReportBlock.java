package parley.relay.wire;

/** View of one reception report block (RFC 3550 section 6.4.1). */
public final class ReportBlock {
  static final int LENGTH = 24;

  private byte[] buffer = {};
  private int offset;

  ReportBlock at(byte[] packet, int start) {
    buffer = packet;
    offset = start;
    return this;
  }

  /** The source that is reported on. */
  public int ssrc() {
    return Octets.i32(buffer, offset);
  }

  /** Share lost since the last report, in 1/256. */
  public int fractionLost() {
    return Octets.u8(buffer, offset + 4);
  }

  /** Packets lost since the beginning; signed 24 bits. */
  public int cumulativeLost() {
    return Octets.u24(buffer, offset + 5) << 8 >> 8;
  }

  /** Highest sequence number received, with its cycles in the upper half. */
  public int extendedHighestSequenceNumber() {
    return Octets.i32(buffer, offset + 8);
  }

  /** Interarrival jitter in timestamp units, unsigned. */
  public long jitter() {
    return Octets.u32(buffer, offset + 12);
  }

  /** Middle 32 bits of the NTP time of the last sender report, 0 when there was none. */
  public int lastSenderReport() {
    return Octets.i32(buffer, offset + 16);
  }

  /** Time since that report in 1/65536 s, unsigned. */
  public long delaySinceLastSenderReport() {
    return Octets.u32(buffer, offset + 20);
  }
}

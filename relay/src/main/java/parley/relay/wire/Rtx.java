package parley.relay.wire;

/** Retransmission payload format (RFC 4588 section 4): the original sequence number comes first. */
public final class Rtx {
  /** Bytes that a retransmission is longer than its original. */
  public static final int OVERHEAD = 2;

  private Rtx() {}

  /** Whether {@code header}, of a retransmission stream, carries an original; if not, it probes. */
  public static boolean hasOriginal(RtpHeader header) {
    return header.payloadLength() >= OVERHEAD;
  }

  /** Sequence number of the packet that {@code header} repeats. */
  public static int originalSequenceNumber(RtpHeader header) {
    return Octets.u16(header.buffer(), header.payloadOffset());
  }
}

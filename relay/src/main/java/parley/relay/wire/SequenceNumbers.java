package parley.relay.wire;

/** Arithmetic of 16-bit sequence numbers that wrap (RFC 3550 appendix A.1). */
public final class SequenceNumbers {
  private SequenceNumbers() {}

  /** How far {@code newer} is ahead of {@code older}, from -32768 to 32767. */
  public static int distance(int older, int newer) {
    return (short) (newer - older);
  }

  /** {@code sequenceNumber} moved by {@code delta}, wrapped. */
  public static int plus(int sequenceNumber, int delta) {
    return (sequenceNumber + delta) & 0xFFFF;
  }
}

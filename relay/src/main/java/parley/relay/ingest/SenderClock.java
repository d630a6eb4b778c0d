package parley.relay.ingest;

/**
 * How a stream's RTP clock relates to its sender's wall clock, as its last sender report said (RFC
 * 3550 section 6.4.1). Streams of one sender share the wall clock, so this aligns layers with each
 * other and sound with picture.
 */
public final class SenderClock {
  private final int clockRate;
  private boolean known;
  private long ntp;
  private int rtp;
  private long arrivalNanos;

  SenderClock(int clockRate) {
    this.clockRate = clockRate;
  }

  void onSenderReport(long ntpTimestamp, int rtpTimestamp, long nowNanos) {
    known = true;
    ntp = ntpTimestamp;
    rtp = rtpTimestamp;
    arrivalNanos = nowNanos;
  }

  /** Whether a report has come. */
  public boolean known() {
    return known;
  }

  /** Sender's wall clock now: the report's, and the time since it came. */
  public long ntpAt(long nowNanos) {
    return ntp + nanosToNtp(nowNanos - arrivalNanos);
  }

  /** The RTP timestamp of {@link #ntpAt} the same moment. */
  public int rtpAt(long nowNanos) {
    return rtp + (int) ((nowNanos - arrivalNanos) / 1_000 * clockRate / 1_000_000);
  }

  /** The timestamp of this stream that means the same instant as {@code timestamp} of another. */
  public int translate(int timestamp, SenderClock other) {
    long sinceReport = (long) (timestamp - other.rtp) << 16; // in 1/65536 of a clock unit
    long ntpOfInstant = other.ntp + sinceReport / other.clockRate * 65_536;
    long ahead = ntpOfInstant - ntp; // 1/2^32 s
    return rtp + (int) Math.round(ahead / 4_294_967_296.0 * clockRate);
  }

  /** Middle 32 bits of the report's time, 0 when there was none. */
  int lastReport() {
    return known ? (int) (ntp >>> 16) : 0;
  }

  long nanosSinceReport(long nowNanos) {
    return known ? nowNanos - arrivalNanos : 0;
  }

  private static long nanosToNtp(long nanos) {
    long seconds = Math.floorDiv(nanos, 1_000_000_000L);
    long rest = nanos - seconds * 1_000_000_000L;
    return (seconds << 32) + ((rest << 32) / 1_000_000_000L);
  }
}

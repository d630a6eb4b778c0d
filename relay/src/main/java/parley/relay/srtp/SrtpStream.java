package parley.relay.srtp;

/** What is known of one SSRC in one direction. */
final class SrtpStream {
  private static final int HALF_CYCLE = 1 << 15;

  final int ssrc;
  final ReplayWindow rtp = new ReplayWindow();
  final ReplayWindow rtcp = new ReplayWindow();

  SrtpStream(int ssrc) {
    this.ssrc = ssrc;
  }

  /**
   * The 48-bit index of a packet: its sequence number with the rollover counter that brings it
   * nearest to the highest index (RFC 3711 section 3.3.1). Negative when that was before the start.
   */
  long estimateIndex(int sequenceNumber) {
    long highest = rtp.highest();
    if (highest < 0) {
      return sequenceNumber;
    }
    int ahead = sequenceNumber - (int) (highest & 0xFFFF);
    if (ahead < -HALF_CYCLE) {
      ahead += 1 << 16;
    } else if (ahead > HALF_CYCLE) {
      ahead -= 1 << 16;
    }
    return highest + ahead;
  }
}

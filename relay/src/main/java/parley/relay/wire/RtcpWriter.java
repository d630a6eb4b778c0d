package parley.relay.wire;

import java.nio.charset.StandardCharsets;

/**
 * Writes RTCP packets one after another into a caller's array. Reusable. A compound begins with a
 * sender or receiver report and a source description (RFC 3550 section 6.1) unless reduced size was
 * negotiated (RFC 5506).
 */
public final class RtcpWriter {
  private static final int CNAME = 1;

  private byte[] buffer = {};
  private int start;
  private int position;
  private int packet;

  /** Starts a compound at {@code offset} of {@code target}. */
  public RtcpWriter begin(byte[] target, int offset) {
    buffer = target;
    start = offset;
    position = offset;
    return this;
  }

  /** Length of everything written since {@link #begin}. */
  public int length() {
    return position - start;
  }

  /** Opens a sender report; {@link #reportBlock} may follow. */
  public RtcpWriter senderReport(int ssrc, long ntp, int rtpTimestamp, int packets, int octets) {
    open(RtcpPacket.SENDER_REPORT, 0, ssrc);
    Octets.put64(buffer, position, ntp);
    Octets.put32(buffer, position + 8, rtpTimestamp);
    Octets.put32(buffer, position + 12, packets);
    Octets.put32(buffer, position + 16, octets);
    position += RtcpPacket.SENDER_INFO_LENGTH;
    return close();
  }

  /** Opens a receiver report; {@link #reportBlock} may follow. */
  public RtcpWriter receiverReport(int ssrc) {
    open(RtcpPacket.RECEIVER_REPORT, 0, ssrc);
    return close();
  }

  /** Adds a block to the report that was written last; at most 31. */
  public RtcpWriter reportBlock(int ssrc, int fractionLost, int cumulativeLost, int highest) {
    buffer[packet]++;
    Octets.put32(buffer, position, ssrc);
    Octets.put8(buffer, position + 4, fractionLost);
    Octets.put24(buffer, position + 5, cumulativeLost);
    Octets.put32(buffer, position + 8, highest);
    Octets.put32(buffer, position + 12, 0);
    Octets.put64(buffer, position + 16, 0);
    position += ReportBlock.LENGTH;
    return close();
  }

  /** Completes the block that was written last. */
  public RtcpWriter reportTiming(int jitter, int lastSenderReport, int delaySince) {
    int block = position - ReportBlock.LENGTH;
    Octets.put32(buffer, block + 12, jitter);
    Octets.put32(buffer, block + 16, lastSenderReport);
    Octets.put32(buffer, block + 20, delaySince);
    return this;
  }

  /** Goes on after the blocks of the report that was written last (RFC 3550 section 6.4.3). */
  public RtcpWriter more(int word) {
    Octets.put32(buffer, position, word);
    position += Integer.BYTES;
    return close();
  }

  /** Names the endpoint behind {@code ssrc}. */
  public RtcpWriter canonicalName(int ssrc, String name) {
    open(RtcpPacket.SOURCE_DESCRIPTION, 1, ssrc);
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    Octets.put8(buffer, position++, CNAME);
    Octets.put8(buffer, position++, text.length);
    System.arraycopy(text, 0, buffer, position, text.length);
    position += text.length;
    do {
      buffer[position++] = 0; // at least one zero ends the list
    } while (((position - packet) & 3) != 0);
    return close();
  }

  /** Says that {@code ssrc} is gone. */
  public RtcpWriter bye(int ssrc) {
    open(RtcpPacket.BYE, 1, ssrc);
    return close();
  }

  /** Opens a generic NACK; {@link #nackEntry} must follow. */
  public RtcpWriter nack(int senderSsrc, int mediaSsrc) {
    return feedback(RtcpPacket.TRANSPORT_FEEDBACK, RtcpPacket.FORMAT_NACK, senderSsrc, mediaSsrc);
  }

  /** Adds an entry to the NACK that was written last: a lost packet, and which of the next 16. */
  public RtcpWriter nackEntry(int packetId, int bitmask) {
    Octets.put16(buffer, position, packetId);
    Octets.put16(buffer, position + 2, bitmask);
    position += RtcpPacket.NACK_ENTRY_LENGTH;
    return close();
  }

  /** Asks for a key frame. */
  public RtcpWriter pictureLoss(int senderSsrc, int mediaSsrc) {
    return feedback(RtcpPacket.PAYLOAD_FEEDBACK, RtcpPacket.FORMAT_PLI, senderSsrc, mediaSsrc);
  }

  /** Asks for a key frame by command number (RFC 5104 section 4.3.1). */
  public RtcpWriter fullIntraRequest(int senderSsrc, int mediaSsrc, int command) {
    feedback(RtcpPacket.PAYLOAD_FEEDBACK, RtcpPacket.FORMAT_FIR, senderSsrc, 0);
    Octets.put32(buffer, position, mediaSsrc);
    Octets.put32(buffer, position + 4, command << 24);
    position += RtcpPacket.FIR_ENTRY_LENGTH;
    return close();
  }

  /** Appends what {@code feedback} has collected. */
  public RtcpWriter transportFeedback(int senderSsrc, int mediaSsrc, TransportFeedback feedback) {
    feedback(
        RtcpPacket.TRANSPORT_FEEDBACK, RtcpPacket.FORMAT_TRANSPORT_WIDE, senderSsrc, mediaSsrc);
    position = feedback.write(buffer, position);
    while (((position - packet) & 3) != 0) {
      buffer[position++] = 0;
    }
    return close();
  }

  private RtcpWriter feedback(int type, int format, int senderSsrc, int mediaSsrc) {
    open(type, format, senderSsrc);
    Octets.put32(buffer, position, mediaSsrc);
    position += 4;
    return close();
  }

  private void open(int type, int count, int ssrc) {
    packet = position;
    Octets.put8(buffer, packet, RtpHeader.VERSION << 6 | count);
    Octets.put8(buffer, packet + 1, type);
    Octets.put32(buffer, packet + 4, ssrc);
    position += RtcpPacket.HEADER_LENGTH;
  }

  private RtcpWriter close() {
    Octets.put16(buffer, packet + 2, (position - packet) / 4 - 1);
    return this;
  }
}

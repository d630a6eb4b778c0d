package parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtcpTest {
  private final byte[] buffer = new byte[1_500];
  private final RtcpWriter writer = new RtcpWriter();
  private final RtcpPacket packet = new RtcpPacket();

  private RtcpPacket written() {
    assertThat(packet.wrap(buffer, 4, writer.length())).isEqualTo(Drop.NONE);
    assertThat(packet.next()).isTrue();
    return packet;
  }

  @Test
  void shouldWriteAndReadASenderReportWithBlocksAndAName() {
    writer
        .begin(buffer, 4)
        .senderReport(7, 0x0123_4567_89AB_CDEFL, 90_000, -1, 1_000)
        .reportBlock(8, 25, -3, 0x0001_FFFF)
        .reportTiming(500, 0x45678_9AB, 65_536)
        .reportBlock(9, 0, 0x7FFFFF, 5)
        .canonicalName(7, "parley");
    RtcpPacket report = written();
    assertThat(report.packetType()).isEqualTo(RtcpPacket.SENDER_REPORT);
    assertThat(report.count()).isEqualTo(2);
    assertThat(report.senderSsrc()).isEqualTo(7);
    assertThat(report.ntpTimestamp()).isEqualTo(0x0123_4567_89AB_CDEFL);
    assertThat(report.rtpTimestamp()).isEqualTo(90_000);
    assertThat(report.senderPacketCount()).isEqualTo(0xFFFF_FFFFL);
    assertThat(report.senderOctetCount()).isEqualTo(1_000);
    assertThat(report.reportBlock(0).ssrc()).isEqualTo(8);
    assertThat(report.reportBlock(0).fractionLost()).isEqualTo(25);
    assertThat(report.reportBlock(0).cumulativeLost()).isEqualTo(-3);
    assertThat(report.reportBlock(0).extendedHighestSequenceNumber()).isEqualTo(0x0001_FFFF);
    assertThat(report.reportBlock(0).jitter()).isEqualTo(500);
    assertThat(report.reportBlock(0).delaySinceLastSenderReport()).isEqualTo(65_536);
    assertThat(report.reportBlock(1).ssrc()).isEqualTo(9);
    assertThat(report.reportBlock(1).cumulativeLost()).isEqualTo(0x7FFFFF);
    assertThat(report.reportBlock(1).lastSenderReport()).isZero();
    assertThat(report.next()).isTrue();
    assertThat(report.packetType()).isEqualTo(RtcpPacket.SOURCE_DESCRIPTION);
    assertThat(report.next()).isFalse();
  }

  @Test
  void shouldTellWhetherAReceiverReportSaysMoreThanItsBlocks() {
    writer.begin(buffer, 4).receiverReport(1).reportBlock(8, 0, 0, 5);
    assertThat(written().saysMore()).isFalse();
    writer.begin(buffer, 4).receiverReport(1).reportBlock(8, 0, 0, 5).more(1);
    assertThat(written().saysMore()).isTrue();
    assertThat(packet.reportBlock(0).ssrc()).as("who does not look for it").isEqualTo(8);
    writer.begin(buffer, 4).receiverReport(1).more(1);
    assertThat(written().count()).isZero();
    assertThat(packet.saysMore()).isTrue();
    writer.begin(buffer, 4).bye(1);
    assertThat(written().saysMore()).isFalse();
  }

  @Test
  void shouldWriteFeedbackAsTheRfcsDrawIt() {
    writer.begin(buffer, 0).nack(1, 2).nackEntry(0x1234, 0x8001).pictureLoss(3, 4);
    writer.fullIntraRequest(5, 6, 7).bye(8);
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(buffer, writer.length())))
        .isEqualTo(
            "81cd0003"
                + "00000001"
                + "00000002"
                + "12348001"
                + "81ce0002"
                + "00000003"
                + "00000004"
                + "84ce0004"
                + "00000005"
                + "00000000"
                + "00000006"
                + "07000000"
                + "81cb0001"
                + "00000008");
  }

  @Test
  void shouldReadFeedback() {
    writer.begin(buffer, 4).nack(1, 2).nackEntry(10, 5).nackEntry(40, 0).fullIntraRequest(5, 6, 7);
    RtcpPacket feedback = written();
    assertThat(feedback.isFeedback(RtcpPacket.TRANSPORT_FEEDBACK, RtcpPacket.FORMAT_NACK)).isTrue();
    assertThat(feedback.mediaSsrc()).isEqualTo(2);
    assertThat(feedback.nackCount()).isEqualTo(2);
    assertThat(feedback.nackPacketId(0)).isEqualTo(10);
    assertThat(feedback.nackBitmask(0)).isEqualTo(5);
    assertThat(feedback.nackPacketId(1)).isEqualTo(40);
    feedback.next();
    assertThat(feedback.firCount()).isEqualTo(1);
    assertThat(feedback.firSsrc(0)).isEqualTo(6);
    assertThat(feedback.firSequenceNumber(0)).isEqualTo(7);
  }

  @Test
  void shouldRefuseACompoundThatContradictsItsLengths() {
    assertThat(wrap("80c8")).isEqualTo(Drop.TOO_SHORT);
    assertThat(wrap("81c90001 00000001")).as("a block announced").isEqualTo(Drop.RTCP_MALFORMED);
    assertThat(wrap("80c90002 00000001")).as("runs over").isEqualTo(Drop.RTCP_MALFORMED);
    assertThat(wrap("80c80001 00000001")).as("no sender info").isEqualTo(Drop.RTCP_MALFORMED);
    assertThat(wrap("00c90001 00000001")).as("version").isEqualTo(Drop.RTCP_MALFORMED);
    assertThat(wrap("81ce0001 00000001")).as("no media SSRC").isEqualTo(Drop.RTCP_MALFORMED);
    assertThat(wrap("80c90001 00000001 80")).as("a stub").isEqualTo(Drop.RTCP_MALFORMED);
    assertThat(wrap("80c90001 00000001")).as("positive control").isEqualTo(Drop.NONE);
  }

  private Drop wrap(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return packet.wrap(bytes, 0, bytes.length);
  }

  @Property
  void noBytesWhatsoeverMakeTheReaderThrow(@ForAll @Size(max = 60) byte[] compound) {
    if (compound.length >= 4) { // get past the first checks, one packet of any type
      compound[0] = (byte) (0x80 | compound[0] & 0x1F);
      compound[1] = (byte) (200 + (compound[1] & 7));
      Octets.put16(compound, 2, compound.length / 4 - 1);
    }
    if (packet.wrap(compound, 0, compound.length) == Drop.NONE) {
      while (packet.next()) {
        readAll();
      }
    }
  }

  private void readAll() {
    packet.senderSsrc();
    switch (packet.packetType()) {
      case RtcpPacket.SENDER_REPORT, RtcpPacket.RECEIVER_REPORT -> {
        for (int i = 0; i < packet.count(); i++) {
          packet.reportBlock(i).delaySinceLastSenderReport();
        }
      }
      case RtcpPacket.BYE -> {
        for (int i = 0; i < packet.count(); i++) {
          packet.byeSsrc(i);
        }
      }
      case RtcpPacket.TRANSPORT_FEEDBACK -> readTransportFeedback();
      case RtcpPacket.PAYLOAD_FEEDBACK -> {
        for (int i = 0; i < packet.firCount(); i++) {
          packet.firSequenceNumber(i);
        }
      }
      default -> {}
    }
  }

  private void readTransportFeedback() {
    if (packet.count() == RtcpPacket.FORMAT_TRANSPORT_WIDE) {
      TransportFeedback.read(packet, new ArrivalLog());
    } else {
      for (int i = 0; i < packet.nackCount(); i++) {
        packet.nackBitmask(i);
      }
    }
  }
}

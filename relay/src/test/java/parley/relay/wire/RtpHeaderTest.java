package parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpHeaderTest {
  private final RtpHeader header = new RtpHeader();

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private Drop wrap(String packet) {
    byte[] bytes = hex(packet);
    return header.wrap(bytes, 0, bytes.length);
  }

  @Test
  void shouldReadTheFixedHeader() {
    assertThat(wrap("80e0 fffe 01020304 deadbeef cafe")).isEqualTo(Drop.NONE);
    assertThat(header.marker()).isTrue();
    assertThat(header.payloadType()).isEqualTo(96);
    assertThat(header.sequenceNumber()).isEqualTo(0xFFFE);
    assertThat(header.timestamp()).isEqualTo(0x01020304);
    assertThat(header.ssrc()).isEqualTo(0xDEADBEEF);
    assertThat(header.payloadOffset()).isEqualTo(12);
    assertThat(header.payloadLength()).isEqualTo(2);
    assertThat(header.extensionOffset(1)).isEqualTo(-1);
  }

  @Test
  void shouldStepOverCsrcsAndFindOneByteElementsBetweenPadding() {
    assertThat(
            wrap(
                "9160 0001 00000000 00000001 11111111"
                    + "bede 0003 10aa 0000 32010203 514243 00"
                    + "ff"))
        .isEqualTo(Drop.NONE);
    assertThat(header.extensionLength(1)).isEqualTo(1);
    assertThat(header.extensionOffset(1)).isEqualTo(21);
    assertThat(header.extensionLength(3)).isEqualTo(3);
    assertThat(header.extensionLength(5)).isEqualTo(2);
    assertThat(Octets.u16(header.buffer(), header.extensionOffset(5))).isEqualTo(0x4243);
    assertThat(header.payloadLength()).isEqualTo(1);
  }

  @Test
  void shouldFindTwoByteElementsEvenEmptyAndLargeOnes() {
    assertThat(wrap("9060 0001 00000000 00000001 1003 0003 0100 1402abcd 00 ff 0301 02 03 00"))
        .isEqualTo(Drop.NONE);
    assertThat(header.extensionLength(1)).isZero();
    assertThat(header.extensionLength(0x14)).isEqualTo(2);
    assertThat(header.extensionLength(0xFF)).isEqualTo(3);
    assertThat(header.extensionLength(2)).isEqualTo(-1);
  }

  @Test
  void shouldLookNoFurtherThanAnElementThatOverrunsTheBlock() {
    assertThat(wrap("9060 0001 00000000 00000001 bede 0001 10aa 3f01")).isEqualTo(Drop.NONE);
    assertThat(header.extensionLength(1)).isEqualTo(1);
    assertThat(header.extensionLength(3)).isEqualTo(-1);
  }

  @Test
  void shouldTakePaddingOff() {
    assertThat(wrap("a060 0001 00000000 00000001 aabb 000003")).isEqualTo(Drop.NONE);
    assertThat(header.payloadLength()).isEqualTo(2);
    assertThat(wrap("a060 0001 00000000 00000001 000003")).isEqualTo(Drop.NONE);
    assertThat(header.payloadLength()).as("a probe").isZero();
    assertThat(wrap("a060 0001 00000000 00000001 000004")).isEqualTo(Drop.RTP_MALFORMED);
    assertThat(wrap("a060 0001 00000000 00000001 000000")).isEqualTo(Drop.RTP_MALFORMED);
    assertThat(wrap("a060 0001 00000000 00000001")).isEqualTo(Drop.RTP_MALFORMED);
  }

  @Test
  void shouldRefuseWhatContradictsItsLength() {
    assertThat(wrap("8060 0001 00000000 000000")).isEqualTo(Drop.TOO_SHORT);
    assertThat(wrap("4060 0001 00000000 00000001")).isEqualTo(Drop.RTP_MALFORMED);
    assertThat(wrap("8160 0001 00000000 00000001")).isEqualTo(Drop.RTP_MALFORMED);
    assertThat(wrap("9060 0001 00000000 00000001")).isEqualTo(Drop.RTP_MALFORMED);
    assertThat(wrap("9060 0001 00000000 00000001 bede 0001")).isEqualTo(Drop.RTP_MALFORMED);
  }

  @Property
  void whatIsWrittenIsReadBack(
      @ForAll @Size(max = 6) Map<@IntRange(min = 1, max = 255) Integer, byte[]> elements,
      @ForAll @IntRange(max = 65_535) int sequenceNumber,
      @ForAll int timestamp,
      @ForAll int ssrc,
      @ForAll boolean marker,
      @ForAll @Size(max = 50) byte[] payload) {
    byte[] buffer = new byte[4_096];
    Arrays.fill(buffer, (byte) 0xEE);
    RtpWriter writer =
        new RtpWriter().begin(buffer, 3, 111, marker, sequenceNumber).source(timestamp, ssrc);
    elements.replaceAll((id, value) -> Arrays.copyOf(value, Math.min(value.length, 255)));
    elements.forEach((id, value) -> writer.extension(id, value, 0, value.length));
    int length = writer.payload(payload, 0, payload.length);

    assertThat(header.wrap(buffer, 3, length)).isEqualTo(Drop.NONE);
    assertThat(header.marker()).isEqualTo(marker);
    assertThat(header.payloadType()).isEqualTo(111);
    assertThat(header.sequenceNumber()).isEqualTo(sequenceNumber);
    assertThat(header.timestamp()).isEqualTo(timestamp);
    assertThat(header.ssrc()).isEqualTo(ssrc);
    Map<Integer, String> read = new LinkedHashMap<>();
    header.forEachExtension(
        (id, b, at, size) -> read.put(id, HexFormat.of().formatHex(b, at, at + size)));
    Map<Integer, String> written = new LinkedHashMap<>();
    elements.forEach((id, value) -> written.put(id, HexFormat.of().formatHex(value)));
    assertThat(read).isEqualTo(written);
    assertThat(Arrays.copyOfRange(buffer, header.payloadOffset(), 3 + length)).isEqualTo(payload);
  }

  @Test
  void shouldWriteTheOneByteFormWhereItServes() {
    byte[] buffer = new byte[64];
    int length =
        new RtpWriter()
            .begin(buffer, 0, 96, false, 1)
            .source(2, 3)
            .extension16(5, 0xABCD)
            .extension8(1, 0x7F)
            .retransmission(0x1234, new byte[] {9}, 0, 1);
    assertThat(Arrays.copyOf(buffer, length))
        .isEqualTo(hex("9060 0001 00000002 00000003 bede 0002 51abcd 107f 000000 1234 09"));
    header.wrap(buffer, 0, length);
    assertThat(Rtx.hasOriginal(header)).isTrue();
    assertThat(Rtx.originalSequenceNumber(header)).isEqualTo(0x1234);
  }

  @Property
  void noBytesWhatsoeverMakeTheViewThrow(@ForAll @Size(max = 80) byte[] packet) {
    if (packet.length > 0) {
      packet[0] = (byte) (0x80 | packet[0] & 0x3F);
    }
    if (header.wrap(packet, 0, packet.length) == Drop.NONE) {
      assertThat(header.payloadLength()).isNotNegative();
      header.forEachExtension(
          (id, buffer, at, size) -> assertThat(at + size).isLessThanOrEqualTo(packet.length));
    }
  }
}

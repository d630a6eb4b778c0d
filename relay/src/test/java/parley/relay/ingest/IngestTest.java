package parley.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import parley.relay.peer.MediaOutlet;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.RtpWriter;

/** Which packet belongs to which layer of which track, and what the publisher is told. */
class IngestTest {
  private static final ExtensionIds IDS = new ExtensionIds(4, 10, 11, 3, 0, 0, 0);
  private static final long SECOND = 1_000_000_000L;

  private final List<String> passed = new ArrayList<>();
  private final List<byte[]> reports = new ArrayList<>();
  private final DropCounters drops = new DropCounters();
  private final RtpWriter writer = new RtpWriter();
  private final byte[] buffer = new byte[300];
  private long now = SECOND;
  private final Ingest ingest = new Ingest(IDS, 1, new Outlet(), new Random(1), drops);
  private final IncomingTrack track =
      ingest.add(new TrackShape(true, 90_000, 96, 97, "1", List.of("q", "h"), List.of()));

  IngestTest() {
    track.add(
        new MediaReceiver() {
          @Override
          public void onMedia(long now, IncomingStream stream, int layer, long seq, boolean key) {
            passed.add(layer + ":" + (seq & 0xFFFF));
          }

          @Override
          public int layersInUse() {
            return 0;
          }

          @Override
          public void onRestart(int layer) {
            passed.add("restart " + layer);
          }
        });
  }

  private final class Outlet implements MediaOutlet {
    @Override
    public Drop sendRtp(long now, byte[] packet, int offset, int length) {
      throw new AssertionError("a publisher gets no media for publishing");
    }

    @Override
    public Drop sendRtcp(long now, byte[] packet, int offset, int length) {
      reports.add(java.util.Arrays.copyOfRange(packet, offset, offset + length));
      return Drop.NONE;
    }
  }

  private void packet(int ssrc, int sequence, int payloadType, int extension, String rid) {
    writer.begin(buffer, 0, payloadType, false, sequence).source(sequence * 3_000, ssrc);
    if (!rid.isEmpty()) {
      writer.extension(4, "1".getBytes(), 0, 1);
      writer.extension(extension, rid.getBytes(), 0, rid.length());
    }
    byte[] payload = {0x10, 5, 0, 0};
    if (payloadType == 97) {
      payload = new byte[] {(byte) ((sequence - 1_000) >>> 8), (byte) (sequence - 1_000), 0x10, 5};
    }
    ingest.onRtp(now, now, buffer, 0, writer.payload(payload, 0, payload.length));
  }

  @Test
  void layersAreLearntByRidAndThenKnownBySsrc() {
    packet(111, 10, 96, 10, "h");
    packet(222, 20, 96, 10, "q");
    packet(111, 11, 96, 10, "");
    assertThat(passed).containsExactly("1:10", "0:20", "1:11");
  }

  @Test
  void aPacketThatNamesNothingIsADrop() {
    packet(111, 10, 96, 10, "");
    packet(111, 10, 96, 10, "x");
    assertThat(passed).isEmpty();
    assertThat(drops.count(Drop.UNKNOWN_SSRC)).isEqualTo(2);
  }

  @Test
  void aRepairIsLearntByRepairedRidAndTakesItsPlace() {
    packet(111, 10, 96, 10, "q");
    packet(111, 12, 96, 10, "");
    packet(333, 1_011, 97, 11, "q"); // repeats 11
    packet(333, 1_011, 97, 11, ""); // and again, which probes
    assertThat(passed).containsExactly("0:10", "0:12", "0:11");
  }

  @Test
  void aPacketThatCameBeforeIsADrop() {
    packet(111, 10, 96, 10, "q");
    packet(111, 10, 96, 10, "q");
    assertThat(passed).hasSize(1);
    assertThat(drops.count(Drop.REPLAYED)).isEqualTo(1);
  }

  @Test
  void anotherSsrcUnderTheSameRidBeginsAnewOnceTheFirstIsSilent() {
    packet(111, 10, 96, 10, "q");
    packet(444, 7_000, 96, 10, "q");
    assertThat(passed).as("a live stream is not taken over").containsExactly("0:10");
    now += SECOND;
    packet(444, 7_000, 96, 10, "q");
    assertThat(passed).containsExactly("0:10", "restart 0", "0:7000");
  }

  @Test
  void lossIsReportedBeforeRepair() {
    for (int sequence = 0; sequence < 200; sequence++) {
      if (sequence % 4 != 3) {
        packet(111, sequence, 96, 10, "q");
      }
    }
    ingest.onDeadline(3 * SECOND);
    RtcpPacket packet = new RtcpPacket();
    boolean seen = false;
    for (byte[] report : reports) {
      packet.wrap(report, 0, report.length);
      while (packet.next()) {
        if (packet.packetType() == RtcpPacket.RECEIVER_REPORT && packet.count() == 1) {
          seen = true;
          assertThat(packet.reportBlock(0).ssrc()).isEqualTo(111);
          assertThat(packet.reportBlock(0).fractionLost()).isBetween(60, 66);
          assertThat(packet.reportBlock(0).cumulativeLost()).isEqualTo(49);
        }
      }
    }
    assertThat(seen).isTrue();
  }

  @Property
  void numbersAreExtendedAcrossAnyWrap(
      @ForAll @IntRange(min = 0, max = 65_535) int first,
      @ForAll @IntRange(min = 1, max = 30_000) int step) {
    SequenceExtender extender = new SequenceExtender();
    long expected = extender.extend(first);
    for (int i = 1; i < 20; i++) {
      expected += step;
      assertThat(extender.extend((int) (expected & 0xFFFF))).isEqualTo(expected);
    }
  }
}

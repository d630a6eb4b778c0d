package parley.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TransportFeedbackTest {
  private static final long TICK = 250_000;

  private final byte[] buffer = new byte[4_096];
  private final RtcpWriter writer = new RtcpWriter();
  private final RtcpPacket packet = new RtcpPacket();
  private TransportFeedback feedback = new TransportFeedback();

  private ArrivalLog writtenAndRead() {
    writer.begin(buffer, 0).transportFeedback(1, 2, feedback);
    assertThat(packet.wrap(buffer, 0, writer.length())).isEqualTo(Drop.NONE);
    packet.next();
    ArrivalLog log = new ArrivalLog();
    assertThat(TransportFeedback.read(packet, log)).isEqualTo(Drop.NONE);
    return log;
  }

  @Test
  void shouldWriteWhatTheDraftDraws() {
    feedback.add(5, 64_000_000L * 3 + 4 * TICK);
    feedback.add(6, 64_000_000L * 3 + 5 * TICK);
    feedback.add(8, 64_000_000L * 3 + 3 * TICK); // overtook: a negative difference
    writer.begin(buffer, 0).transportFeedback(1, 2, feedback);
    assertThat(HexFormat.of().formatHex(Arrays.copyOf(buffer, writer.length())))
        .isEqualTo(
            "8fcd0006"
                + "00000001"
                + "00000002"
                + "00050004"
                + "00000300"
                + "d480" // small, small, lost, large and three that do not count
                + "0401"
                + "fffe"
                + "0000");
  }

  @Test
  void shouldReadRunLengthAndOneBitChunks() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "8fcd0007"
                    + "00000001"
                    + "00000002"
                    + "fffe0012"
                    + "00000100"
                    + "2002" // run of two, small
                    + "a001" // one bit each: the first and the fourteenth
                    + "0002" // run of two, lost
                    + "0102"
                    + "0304"
                    + "0000");
    assertThat(packet.wrap(bytes, 0, bytes.length)).isEqualTo(Drop.NONE);
    packet.next();
    ArrivalLog log = new ArrivalLog();
    assertThat(TransportFeedback.read(packet, log)).isEqualTo(Drop.NONE);
    assertThat(log.received)
        .containsEntry(0xFFFE, 64_000_000L + TICK)
        .containsEntry(0xFFFF, 64_000_000L + 3 * TICK)
        .containsEntry(0, 64_000_000L + 6 * TICK)
        .containsEntry(13, 64_000_000L + 10 * TICK)
        .hasSize(4);
    assertThat(log.lost).hasSize(14);
  }

  @Test
  void shouldSplitWhereADifferenceIsTooLarge() {
    feedback.add(1, 0);
    feedback.add(2, 10_000_000_000L);
    assertThat(writtenAndRead().received).containsOnlyKeys(1);
    assertThat(feedback.isEmpty()).isFalse();
    assertThat(writtenAndRead().received).containsOnlyKeys(2);
    assertThat(feedback.isEmpty()).isTrue();
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    assertThat(feedback.add(100, 0)).isTrue();
    assertThat(feedback.add(99, 0)).isFalse();
    assertThat(feedback.add(100 + TransportFeedback.CAPACITY, 0)).isFalse();
  }

  @Test
  void shouldReportWhatWasLostBetweenTwoFeedbacks() {
    feedback.add(65_534, 0);
    writtenAndRead();
    feedback.add(1, 1_000_000);
    ArrivalLog log = writtenAndRead();
    assertThat(log.lost).containsExactly(65_535, 0);
    assertThat(log.received).containsOnlyKeys(1);
  }

  @Property
  void whatArrivedIsReadBackToTheTick(
      @ForAll @IntRange(max = 65_535) int base,
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = -1, max = 3_000) Integer> waits) {
    feedback = new TransportFeedback();
    TreeMap<Integer, Long> arrivals = new TreeMap<>();
    long now = 1_000_000_000L;
    for (int i = 0; i < waits.size(); i++) {
      if (waits.get(i) >= 0 || i == 0) {
        now += Math.max(0, waits.get(i)) * TICK;
        int sequenceNumber = SequenceNumbers.plus(base, i);
        assertThat(feedback.add(sequenceNumber, now)).isTrue();
        arrivals.put(sequenceNumber, now);
      }
    }
    ArrivalLog log = writtenAndRead();
    assertThat(log.received).isEqualTo(arrivals);
    assertThat(feedback.isEmpty()).isTrue();
  }
}

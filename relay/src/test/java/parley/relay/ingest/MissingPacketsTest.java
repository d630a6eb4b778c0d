package parley.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import parley.relay.wire.Drop;
import parley.relay.wire.RtcpPacket;
import parley.relay.wire.RtcpWriter;

class MissingPacketsTest {
  private static final long MILLI = 1_000_000L;

  private final MissingPackets missing = new MissingPackets(new Random(1));
  private final byte[] buffer = new byte[4_096];

  private List<Integer> request(long now) {
    RtcpWriter writer = new RtcpWriter().begin(buffer, 0);
    List<Integer> asked = new ArrayList<>();
    if (missing.request(writer, 1, 2, 20 * MILLI, now)) {
      RtcpPacket packet = new RtcpPacket();
      assertThat(packet.wrap(buffer, 0, writer.length())).isEqualTo(Drop.NONE);
      while (packet.next()) {
        for (int i = 0; i < packet.nackCount(); i++) {
          asked.add(packet.nackPacketId(i));
          for (int bit = 0; bit < 16; bit++) {
            if ((packet.nackBitmask(i) >>> bit & 1) != 0) {
              asked.add((packet.nackPacketId(i) + 1 + bit) & 0xFFFF);
            }
          }
        }
      }
    }
    return asked;
  }

  @Test
  void whatIsOnlyOutOfOrderIsNotAskedFor() {
    missing.lost(70_000, 70_002, 0);
    assertThat(request(5 * MILLI)).isEmpty();
    assertThat(missing.arrived(70_000)).isTrue();
    assertThat(request(10 * MILLI)).containsExactly(70_001 & 0xFFFF);
  }

  @Test
  void asksAcrossTheWrap() {
    missing.lost(131_070, 131_075, 0);
    assertThat(request(10 * MILLI)).containsExactly(65_534, 65_535, 0, 1, 2);
  }

  @Test
  void asksAgainAndGivesUpInTheEnd() {
    missing.lost(70_000, 70_001, 0);
    int asked = 0;
    long now = 0;
    while (!missing.giveUp(now)) {
      asked += request(now).size();
      now += 5 * MILLI;
      assertThat(now).isLessThan(2_000 * MILLI);
    }
    assertThat(asked).isEqualTo(8);
    assertThat(missing.isEmpty()).isTrue();
  }

  @Test
  void tooMuchAtOnceIsNotRepaired() {
    assertThat(missing.lost(70_000, 70_000 + MissingPackets.CAPACITY + 1, 0)).isFalse();
    assertThat(missing.isEmpty()).isTrue();
  }

  @Test
  void aKeyFrameMakesTheEarlierOnesUseless() {
    missing.lost(70_000, 70_010, 0);
    missing.forgetBefore(70_008);
    assertThat(request(10 * MILLI)).containsExactly(70_008 & 0xFFFF, 70_009 & 0xFFFF);
  }
}

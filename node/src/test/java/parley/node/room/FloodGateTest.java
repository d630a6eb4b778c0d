package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloodGateTest {
  private static final int PAGES = 32;
  private static final long SECOND = 1_000_000_000;

  /** How many messages of this length it lets through at one instant. */
  private static int admitted(FloodGate gate, long nowNanos, int length) {
    int count = 0;
    while (count < 100_000 && gate.admits(nowNanos, length)) {
      count++;
    }
    return count;
  }

  @Test
  void aHouseMaySayAsMuchAsAllItsPagesAndNoMore() {
    int ofPage = admitted(new FloodGate(0), 0, 10);
    assertThat(admitted(FloodGate.ofHouse(0), 0, 10)).isEqualTo(PAGES * ofPage);
    int longOfPage = admitted(new FloodGate(0), 0, 400_000);
    assertThat(admitted(FloodGate.ofHouse(0), 0, 400_000)).isEqualTo(PAGES * longOfPage);
  }

  @Test
  void aHouseThatWasStoppedMaySpeakAgainAsTimePasses() {
    FloodGate gate = FloodGate.ofHouse(0);
    admitted(gate, 0, 10);
    assertThat(gate.admits(1, 10)).isFalse();
    int inOneSecond = admitted(gate, SECOND, 10);
    assertThat(inOneSecond).isBetween(PAGES * 20 - 1, PAGES * 20);
    assertThat(admitted(gate, 1_000 * SECOND, 10)).as("no more than a burst").isEqualTo(3_200);
  }

  @Test
  void theDocumentsOfThreeTalksOnOneLineAreNoFlood() {
    FloodGate gate = FloodGate.ofHouse(0);
    int piece = 88_000; // with what is around it
    long pause = FarDocuments.PAUSE.toNanos();
    for (long at = 0; at < 600 * SECOND; at += pause) {
      for (int i = 0; i < 3 * FarDocuments.MOST_UNDER_WAY; i++) {
        assertThat(gate.admits(at, piece)).isTrue();
      }
    }
  }
}

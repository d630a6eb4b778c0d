package parley.line.io;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.line.io.TestNode.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.line.LineCause;
import parley.line.LineKeying;
import parley.line.LineState;
import parley.line.Parcel;

/** Two nodes, real sockets, real TLS. */
class LoopbackTest {
  @Test
  void carriesParcelsBothWaysInOrderAlsoLargeOnes() {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2)) {
      connect(anna, boris);
      String large = "\"" + "я".repeat(Parcel.MAX_BYTES / 2 - 1) + "\"";
      List<String> texts = IntStream.range(0, 500).mapToObj(i -> "{\"n\":" + i + "}").toList();
      texts.forEach(text -> anna.say(boris, text));
      anna.say(boris, large);
      boris.say(anna, "{}");
      await("all", () -> boris.received.size() == 501 && anna.received.size() == 1);
      assertThat(boris.received.subList(0, 500)).isEqualTo(texts);
      assertThat(boris.received.getLast()).isEqualTo(large);
      await("timing", () -> timing(anna, boris).timing().isPresent());
      LineState.Timing timing = timing(anna, boris).timing().orElseThrow();
      assertThat(timing.clockOffset().abs()).isLessThan(Duration.ofMillis(500));
      assertThat(anna.incidents).isEmpty();
    }
  }

  @Test
  void aParcelThatTheUpperLayerFailsAtIsNotLostButSaidAgain() {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2)) {
      connect(anna, boris);
      await("both began", () -> anna.began == 1 && boris.began == 1);
      boris.failsAt = "2";
      List.of("1", "2", "3").forEach(text -> anna.say(boris, text));
      await("begun anew", () -> anna.began == 2 && boris.began == 2);
      assertThat(boris.received)
          .as("it was never taken for done")
          .contains("1")
          .doesNotContain("2");
      assertThat(boris.downs).contains(LineCause.FAILED_HERE);
      assertThat(anna.downs).contains(LineCause.FAILED_THERE);
      boris.failsAt = "";
      boris.received.clear();
      List.of("1", "2", "3").forEach(text -> anna.say(boris, text));
      await("all", () -> boris.received.size() == 3);
      assertThat(boris.received).containsExactly("1", "2", "3");
    }
  }

  @Test
  void bothDialAtOnceAndOneConnectionIsLeft() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        Cable there = new Cable(boris.address());
        Cable back = new Cable(anna.address())) {
      anna.open(boris, there.address());
      boris.open(anna, back.address());
      await("up", () -> isUp(anna, boris) && isUp(boris, anna));
      Thread.sleep(3_500); // longer than the one that is not kept may stay
      assertThat(isUp(anna, boris) && isUp(boris, anna)).isTrue();
      assertThat(anna.keyings.getLast().dialled()).isNotEqualTo(boris.keyings.getLast().dialled());
      assertSameKeys(anna.keyings.getLast(), boris.keyings.getLast());
      anna.say(boris, "1");
      await("it", () -> boris.received.contains("1"));
    }
  }

  @Test
  void goesOnWithTheSessionAfterAHardCutWithNewKeys() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        Cable cable = new Cable(boris.address())) {
      boris.open(anna);
      anna.open(boris, cable.address());
      await("up", () -> isUp(anna, boris) && isUp(boris, anna) && boris.began == 1);
      await("same connection", () -> sameKeys(anna, boris));
      byte[] before = key(anna.keyings.getLast());
      assertThat(key(boris.keyings.getLast())).isEqualTo(before);
      for (int i = 0; i < 300; i++) {
        anna.say(boris, "" + i);
        if (i % 100 == 50) {
          cable.cut();
        }
      }
      await("all", () -> boris.received.size() == 300);
      assertThat(boris.received).isEqualTo(IntStream.range(0, 300).mapToObj(i -> "" + i).toList());
      assertThat(boris.began).isEqualTo(1);
      await("same connection", () -> sameKeys(anna, boris));
      assertThat(key(anna.keyings.getLast())).isNotEqualTo(before);
      assertThat(anna.downs).isNotEmpty();
    }
  }

  @Test
  void beginsAnewOnBothSidesWhenOneWasStartedAgainElsewhere() {
    try (TestNode anna = new TestNode(1)) {
      try (TestNode boris = new TestNode(2)) {
        connect(anna, boris);
        await("began", () -> anna.began == 1);
      }
      await("stop is told", () -> anna.downs.contains(LineCause.STOPPED));
      try (TestNode again = new TestNode(2)) {
        again.open(anna, anna.address());
        await("began anew", () -> anna.began == 2 && again.began == 1);
        await("the new address", () -> anna.moves.contains(again.address()));
        anna.say(again, "1");
        await("it", () -> again.received.contains("1"));
      }
    }
  }

  @Test
  void inAHurryASilentBreakIsNoticedInASecondAndMended() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        Cable cable = new Cable(boris.address())) {
      boris.open(anna);
      anna.open(boris, cable.address()).hurry(true);
      await("up", () -> isUp(anna, boris) && isUp(boris, anna));
      Thread.sleep(1_000);
      cable.freeze(true);
      long frozen = System.nanoTime();
      await("noticed", () -> anna.downs.contains(LineCause.SILENCE));
      long noticed = System.nanoTime() - frozen;
      cable.cut();
      cable.freeze(false);
      await("up again", () -> isUp(anna, boris) && isUp(boris, anna));
      assertThat(Duration.ofNanos(noticed)).isLessThan(Duration.ofMillis(2_500));
    }
  }

  private static void connect(TestNode anna, TestNode boris) {
    anna.open(boris, boris.address());
    boris.open(anna);
    await("up", () -> isUp(anna, boris) && isUp(boris, anna) && anna.began + boris.began >= 2);
  }

  private static boolean isUp(TestNode node, TestNode other) {
    return node.line(other).state() instanceof LineState.Connected && !node.keyings.isEmpty();
  }

  private static LineState.Connected timing(TestNode node, TestNode other) {
    return (LineState.Connected) node.line(other).state();
  }

  private static byte[] key(LineKeying keying) {
    return keying.export("EXPORTER-parley-trunk", new byte[] {1}, 28);
  }

  private static boolean sameKeys(TestNode anna, TestNode boris) {
    return java.util.Arrays.equals(key(anna.keyings.getLast()), key(boris.keyings.getLast()));
  }

  private static void assertSameKeys(LineKeying one, LineKeying other) {
    assertThat(key(one)).hasSize(28).isEqualTo(key(other));
  }
}

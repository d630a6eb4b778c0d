package parley.node.line.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.line.probe.LineTest.Asker;
import parley.node.trunk.ToldEnd;

/** What two sides of a line come to when it is tested, whatever happens meanwhile. */
class TesterTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final TestedLine line = new TestedLine(1);

  private Optional<Finding> ask() {
    return line.ours.tester.ask(line.now(), Asker.OWN);
  }

  @Test
  void bothSidesKeepTheSameResult() {
    assertThat(ask()).isEmpty();
    assertThat(line.ours.tester.isRunning()).isTrue();
    line.runFor(LONG);
    LineTest ours = line.ours.kept.getFirst();
    LineTest theirs = line.theirs.kept.getFirst();
    assertThat(List.of(ours.finding(), theirs.finding())).containsOnly(Finding.PASSED);
    assertThat(theirs.figures().orElseThrow().report())
        .isEqualTo(ours.figures().orElseThrow().report());
    assertThat(theirs.figures().orElseThrow().clockOffset()).contains(Duration.ofMillis(-7));
    assertThat(theirs.asker()).isEqualTo(Asker.FAR);
    assertEverythingIsPutAway();
  }

  @Test
  void whatTheRuleDoesNotLetPassFailsOnBothSides() {
    line.ours.outcome = TestedLine.report(480, 300, 40);
    ask();
    line.runFor(LONG);
    assertThat(line.ours.findings()).containsExactly(Finding.SOUNDS_LOST);
    assertThat(line.theirs.findings()).containsExactly(Finding.SOUNDS_LOST);
  }

  @Test
  void whereNoMediaPassNothingCameBack() {
    line.mediaPass = false;
    ask();
    line.runFor(LONG);
    assertThat(line.theirs.findings()).containsExactly(Finding.NOTHING_BACK);
  }

  @Test
  void aLineThatBreaksInTheMiddleIsTheReason() {
    ask();
    line.runFor(Duration.ofSeconds(6));
    line.cut();
    line.runFor(LONG);
    assertThat(line.ours.findings()).containsExactly(Finding.LINE_BROKEN);
    assertThat(line.theirs.findings()).containsExactly(Finding.LINE_BROKEN);
    assertEverythingIsPutAway();
    line.mend();
    assertThat(ask()).isEmpty();
    line.runFor(LONG);
    assertThat(line.theirs.findings()).endsWith(Finding.PASSED);
  }

  @Test
  void withoutALineThereIsNoTest() {
    line.cut();
    assertThat(ask()).contains(Finding.LINE_DOWN);
  }

  @Test
  void aRelayThatNeverReportsEndsIt() {
    line.reports = false;
    ask();
    line.runFor(LONG);
    assertThat(line.ours.findings()).containsExactly(Finding.NO_RESULT);
    assertThat(line.theirs.findings()).containsExactly(Finding.NO_RESULT);
    assertEverythingIsPutAway();
  }

  @Test
  void whoeverDoesNotAnswerIsNotWaitedFor() {
    line.ours.tester.ask(line.now(), Asker.OWN_HOURLY);
    line.theirs.tester.close();
    line.ours.said.clear();
    Tester deaf = new Tester(line.ours, true, new Random(1));
    deaf.ask(line.now(), Asker.OWN);
    deaf.onTime(line.now().plus(Tester.ANSWERING));
    assertThat(line.ours.findings()).containsExactly(Finding.NO_ANSWER);
  }

  @Test
  void nobodyTestsTwiceInAMinute() {
    ask();
    assertThat(ask()).contains(Finding.BUSY);
    line.runFor(Duration.ofSeconds(30));
    assertThat(ask()).contains(Finding.TOO_SOON);
    line.theirs.tester.ask(line.now(), Asker.OWN);
    line.runFor(Duration.ofSeconds(31));
    assertThat(ask()).isEmpty();
  }

  @Test
  void aCounterpartThatAsksAgainAndAgainIsRefused() {
    ToldEnd end = new ToldEnd(0x4000, 1, List.of(new InetSocketAddress("192.0.2.1", 5_000)));
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      line.ours.tester.received(line.now(), new TestMessage.Ask(TestId.draw(random), end));
    }
    assertThat(line.ours.openRooms).isEqualTo(1);
    assertThat(line.ours.said)
        .filteredOn(TestMessage.Refused.class::isInstance)
        .hasSize(99)
        .allMatch(each -> ((TestMessage.Refused) each).why() == Finding.BUSY);
  }

  @Test
  void whatBelongsToAnotherTestChangesNothing() {
    ask();
    TestId other = TestId.draw(new Random(3));
    line.ours.tester.received(line.now(), new TestMessage.Failed(other));
    line.ours.tester.received(line.now(), new TestMessage.Refused(other, Finding.BUSY));
    TestId own = line.ours.said.getFirst().id();
    Figures figures = new Figures(TestedLine.report(500, 300, 1), Optional.empty(), Duration.ZERO);
    line.ours.tester.received(line.now(), new TestMessage.Done(own, figures));
    assertThat(line.ours.kept).as("a result of one's own test comes from oneself").isEmpty();
    assertThat(line.ours.tester.isRunning()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whenBothAskAtOnceThereIsOneTest(long seed) {
    TestedLine both = new TestedLine(seed);
    both.ours.tester.ask(both.now(), Asker.OWN);
    both.theirs.tester.ask(both.now(), Asker.OWN);
    both.runFor(LONG);
    assertThat(both.ours.findings()).as("seed %d", seed).containsExactly(Finding.PASSED);
    assertThat(both.theirs.findings()).as("seed %d", seed).containsExactly(Finding.PASSED);
    assertThat(both.theirs.kept.getFirst().asker()).isEqualTo(Asker.FAR);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
  void whateverHappensNothingStaysOpenAndBothKnowHowItEnded(long seed) {
    TestedLine any = new TestedLine(seed);
    Random random = new Random(seed);
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(6)) {
        case 0 -> any.ours.tester.ask(any.now(), Asker.OWN);
        case 1 -> any.theirs.tester.ask(any.now(), Asker.OWN);
        case 2 -> any.cut();
        case 3 -> any.mend();
        case 4 -> any.mediaPass = random.nextBoolean();
        default -> any.reports = random.nextInt(4) > 0;
      }
      any.runFor(Duration.ofMillis(random.nextInt(20_000)));
    }
    any.runFor(LONG);
    assertThat(any.ours.openRooms + any.theirs.openRooms).as("seed %d", seed).isZero();
    assertThat(any.ours.tester.isRunning() || any.theirs.tester.isRunning()).isFalse();
    assertThat(passed(any.ours)).as("seed %d", seed).isPositive().isEqualTo(passed(any.theirs));
  }

  private static long passed(TestedLine.Side side) {
    return side.kept.stream().filter(LineTest::isPassed).count();
  }

  private void assertEverythingIsPutAway() {
    assertThat(line.ours.openRooms).isZero();
    assertThat(line.theirs.openRooms).isZero();
    assertThat(line.ours.tester.isRunning()).isFalse();
    assertThat(line.theirs.tester.isRunning()).isFalse();
  }
}

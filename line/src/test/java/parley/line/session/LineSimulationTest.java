package parley.line.session;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.line.session.SimulatedLine.SECOND;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import parley.line.LineState;

/**
 * Sessions over a network that cuts, holds back and lies; {@code -Dline.seed=N} replays one run.
 */
class LineSimulationTest {
  private static final int RUNS = Integer.getInteger("line.runs", 100);

  /** A dial that hangs (5 s), the longest pause (5 s), one more dial and the hellos. */
  private static final long HEALS_WITHIN = 12 * SECOND;

  @Test
  void inOrderNothingLostOrDoubledAndUpAgainWhateverHappens() {
    inManyWorlds(LineSimulationTest::live);
  }

  @Test
  void twoThatDialAtOnceEndWithOneConnectionAndNoBreak() {
    inManyWorlds(
        world -> {
          world.run(Dialling.START_NANOS);
          for (int i = 0; i < 100; i++) {
            world.run(SECOND / 50);
            world.one.say(1);
            world.other.say(1);
          }
          world.run(6 * SECOND);
          assertQuiet(world);
          assertThat(world.one.interrupted + world.other.interrupted).as("breaks").isZero();
        });
  }

  private static void inManyWorlds(Consumer<SimulatedLine> life) {
    Long only = Long.getLong("line.seed");
    for (long seed = only == null ? 1 : only; seed <= (only == null ? RUNS : only); seed++) {
      try {
        life.accept(new SimulatedLine(seed));
      } catch (AssertionError e) {
        throw new AssertionError("-Dline.seed=" + seed + " replays this", e);
      }
    }
  }

  private static void live(SimulatedLine world) {
    int troubles = world.random.nextInt(5, 60);
    world.flaky(true);
    for (int i = 0; i < troubles; i++) {
      boolean soon = world.random.nextBoolean();
      world.run(world.random.nextLong(SECOND / 100, soon ? SECOND / 5 : 4 * SECOND));
      talk(world, world.one);
      talk(world, world.other);
      trouble(world);
    }
    world.flaky(false);
    world.heal();
    world.run(HEALS_WITHIN);
    assertThat(world.one.state()).isInstanceOf(LineState.Connected.class);
    assertThat(world.other.state()).isInstanceOf(LineState.Connected.class);
    world.one.say(3);
    world.other.say(3);
    world.run(6 * SECOND);
    assertQuiet(world);
    var timing = ((LineState.Connected) world.one.state()).timing().orElseThrow();
    assertThat(timing.clockOffset().minusMillis(1_500).abs())
        .isLessThanOrEqualTo(timing.roundTrip().dividedBy(2).plus(Duration.ofMillis(1)));
  }

  private static void assertQuiet(SimulatedLine world) {
    assertHeard(world.one, world.other);
    assertHeard(world.other, world.one);
    assertThat(world.open()).as("connections").isEqualTo(1);
    assertThat(world.one.incidents).isEmpty();
    assertThat(world.other.incidents).isEmpty();
  }

  private static void assertHeard(SimulatedSide sender, SimulatedSide receiver) {
    assertThat(sender.sent()).isGreaterThanOrEqualTo(3);
    assertThat(receiver.heard.tag).isEqualTo(sender.tag);
    assertThat(receiver.heard.count).isEqualTo(sender.sent());
  }

  private static void talk(SimulatedLine world, SimulatedSide side) {
    int burst = world.random.nextInt(200) == 0 ? Session.MAX_KEPT + 5 : world.random.nextInt(20);
    side.say(burst);
  }

  private static void trouble(SimulatedLine world) {
    SimulatedSide side = world.random.nextBoolean() ? world.one : world.other;
    switch (world.random.nextInt(10)) {
      case 0, 1 -> world.cut(true);
      case 2 -> world.cut(false);
      case 3, 4 -> world.deaf(side, true);
      case 5 -> world.heal();
      case 6 -> {
        if (side.isRunning()) {
          side.restart(world.random.nextLong(2 * SECOND));
        }
      }
      case 7 -> side.hurry(world.random.nextBoolean());
      case 8 -> world.refusing(world.random.nextBoolean());
      default -> {}
    }
  }
}

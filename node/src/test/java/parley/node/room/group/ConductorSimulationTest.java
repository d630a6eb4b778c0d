package parley.node.room.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rooms full of people whose browsers reload, lose commits and come five at once, on a node that is
 * killed between writing and telling and started again on what it kept. A failure names its seed.
 */
class ConductorSimulationTest {
  private static final int ROUNDS = 150;
  private static final long FIRST_SEED = 1_234_567;

  private static SimulatedRoom room(long seed) {
    return new SimulatedRoom(seed, new MemoryLog(), () -> {});
  }

  @Test
  void everyEpochHasOneCommitThatAllAreToldInOrderAndNothingThatWasToldIsLost() {
    int commits = 0;
    int kills = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      SimulatedRoom room = room(seed);
      room.live();
      commits += room.commits();
      kills += room.kills();
    }
    assertThat(commits).as("the simulation does something").isGreaterThan(ROUNDS * 5);
    assertThat(kills).as("nodes killed between keeping and telling").isGreaterThan(ROUNDS);
  }

  @Test
  void fiveAtOnceAreAllIn() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 30; seed++) {
      SimulatedRoom room = room(seed);
      IntStream.range(0, 5).forEach(room::come);
      room.pass(10_000);
      room.mustAllBeIn();
    }
  }

  @Test
  void fiveWhoReloadAtOnceAreAllInAgain() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 30; seed++) {
      SimulatedRoom room = room(seed);
      IntStream.range(0, 5).forEach(room::come);
      room.pass(10_000);
      IntStream.range(0, 5).forEach(room::reload);
      room.pass(20_000);
      room.mustAllBeIn();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void acrossLinesThatBreakBetweenNodesThatStopAllHeals(int houses) {
    int commits = 0;
    int cuts = 0;
    int kills = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      SimulatedRoom room = SimulatedRoom.ofHouses(houses, seed);
      room.live();
      commits += room.commits();
      cuts += room.cuts();
      kills += room.farKills();
    }
    assertThat(commits).as("the simulation does something").isGreaterThan(ROUNDS * 5);
    assertThat(cuts).as("lines cut").isGreaterThan(ROUNDS);
    assertThat(kills).as("forwarding nodes killed after writing").isGreaterThan(ROUNDS);
  }

  /** Says that it has kept messages, and keeps half of them. */
  private static final class Careless extends MemoryLog {
    private int messages;

    @Override
    public boolean keep(String sender, GroupRequest.Message message) {
      return messages++ % 2 == 0 || super.keep(sender, message);
    }
  }

  @Test
  void aLogThatIsNotDurableIsNoticed() {
    assertThatThrownBy(
            () ->
                liveAll(
                    seed -> {
                      MemoryLog log = new MemoryLog();
                      return new SimulatedRoom(seed, log, log::forgetTheLastTwo);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }

  @Test
  void aLogThatDropsMessagesIsNoticed() {
    assertThatThrownBy(() -> liveAll(seed -> new SimulatedRoom(seed, new Careless(), () -> {})))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }

  private static void liveAll(Function<Long, SimulatedRoom> made) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
      made.apply(seed).live();
    }
  }
}

package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to lines and processes, in the end all nodes have the same record and nothing
 * that anybody was told of is lost. {@code -Dseed=N} plays one run again.
 */
class ExchangeSimulationTest {
  private static final long SEED = Long.getLong("seed", new Random().nextLong());

  /** Here the third comes when the other two have let each other in and take the talk for whole. */
  private static final long COMES_LAST = -7411420828549805092L;

  private static final boolean IS_AGAIN = Long.getLong("seed") != null;
  private static final List<House> HOUSES = List.of(House.norland(), House.sudria(), House.third());

  @AfterAll
  static void tidy() {
    HOUSES.forEach(House::close);
  }

  @Test
  void twoNodesComeToTheSameAndLoseNothing() {
    play(2, 6);
  }

  @Test
  void threeNodesComeToTheSameAndLoseNothing() {
    play(3, 4);
  }

  @Test
  void whoComesLastHasItAllOnceTheOthersHaveLetHerIn() {
    new Simulation(COMES_LAST, HOUSES, house -> new MemoryJournal(false)).play();
  }

  @Test
  void aNodeThatTellsBeforeItIsOnTheDiskIsNoticed() {
    assertThatThrownBy(
            () -> {
              for (int run = 0; run < 10; run++) {
                new Simulation(SEED + run, HOUSES.subList(0, 2), house -> new MemoryJournal(true))
                    .play();
              }
            })
        .isInstanceOf(AssertionError.class);
  }

  private static void play(int nodes, int runs) {
    int entries = 0;
    for (int run = 0; run < (IS_AGAIN ? 1 : runs); run++) {
      long seed = SEED + run;
      Simulation simulation =
          new Simulation(seed, HOUSES.subList(0, nodes), house -> new MemoryJournal(false));
      try {
        simulation.play();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("%d nodes, seed %d".formatted(nodes, seed), failure);
      }
      entries = Math.max(entries, simulation.size());
    }
    assertThat(entries).as("the talks were not idle; first seed %d", SEED).isGreaterThan(20);
  }
}

package parley.relay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LayerChoiceTest {
  private static final long[] COSTS = {150_000, 500_000, 1_700_000};

  private final LayerChoice choice = new LayerChoice();

  private void picture(int useful, int present) {
    choice.add(useful, present);
    for (int layer = 0; layer < COSTS.length; layer++) {
      choice.cost(layer, COSTS[layer]);
    }
  }

  @Test
  void everybodyIsSeenBeforeAnybodyIsSeenLarger() {
    choice.begin();
    picture(2, 2);
    picture(2, 2);
    picture(2, 2);
    choice.choose(900_000, false);
    assertThat(choice.chosen(0)).isEqualTo(1);
    assertThat(choice.chosen(1)).isZero();
    assertThat(choice.chosen(2)).isZero();
  }

  @Test
  void whatDoesNotFitWaits() {
    choice.begin();
    picture(2, 0);
    assertThat(choice.choose(100_000, false)).as("what is missing").isGreaterThanOrEqualTo(50_000);
    assertThat(choice.chosen(0)).isEqualTo(LayerChoice.PAUSED);
  }

  @Test
  void whereEverybodyIsToBeSeenTheSmallestPicturesNeedNotFit() {
    choice.begin();
    picture(2, LayerChoice.PAUSED);
    picture(2, LayerChoice.PAUSED);
    choice.choose(100_000, true);
    assertThat(choice.chosen(0)).isZero();
    assertThat(choice.chosen(1)).isZero();
    assertThat(choice.smallestFit()).isFalse();
    assertThat(choice.smallestCost()).isEqualTo(300_000);
  }

  @Test
  void aLargerLayerNeedsRoomToSpare() {
    choice.begin();
    picture(2, 0);
    choice.choose(520_000, false);
    assertThat(choice.chosen(0)).isZero();
    choice.begin();
    picture(2, 1); // but the present one is kept
    choice.choose(520_000, false);
    assertThat(choice.chosen(0)).isEqualTo(1);
  }

  @Test
  void aLayerThatIsNotSentIsPassedOver() {
    choice.begin();
    choice.add(2, LayerChoice.PAUSED);
    choice.cost(0, -1);
    choice.cost(1, 500_000);
    choice.cost(2, -1);
    choice.choose(5_000_000, false);
    assertThat(choice.chosen(0)).isEqualTo(1);
  }

  @Test
  void nobodyGetsMoreThanIsOfUse() {
    choice.begin();
    picture(0, 2);
    picture(LayerChoice.PAUSED, 2);
    assertThat(choice.choose(50_000_000, false)).isZero();
    assertThat(choice.chosen(0)).isZero();
    assertThat(choice.chosen(1)).isEqualTo(LayerChoice.PAUSED);
  }

  @Property
  void theSumNeverExceedsTheLink(
      @ForAll @LongRange(min = 0, max = 20_000_000) long link,
      @ForAll @IntRange(min = 0, max = 12) int pictures) {
    choice.begin();
    for (int i = 0; i < pictures; i++) {
      picture(2, i % 4 - 1);
    }
    choice.choose(link, false);
    long sum = 0;
    for (int i = 0; i < pictures; i++) {
      sum += choice.chosen(i) < 0 ? 0 : COSTS[choice.chosen(i)];
    }
    assertThat(sum).isLessThanOrEqualTo(link);
  }
}

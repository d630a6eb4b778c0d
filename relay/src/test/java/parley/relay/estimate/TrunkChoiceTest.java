package parley.relay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What crosses a trunk that carries less than is wanted. */
class TrunkChoiceTest {
  private static final long[] COSTS = {150_000, 500_000, 1_700_000};
  private static final int QUARTER = 1;
  private static final int HALF = 2;
  private static final int FULL = 4;
  private static final int ALL = QUARTER | HALF | FULL;

  private final TrunkChoice choice = new TrunkChoice();

  private void picture(int wanted, int before, int sent) {
    choice.add(wanted, before);
    for (int layer = 0; layer < COSTS.length; layer++) {
      choice.layer(layer, COSTS[layer], (sent >>> layer & 1) != 0);
    }
  }

  @Test
  void everythingThatIsWantedCrossesWhereThereIsRoom() {
    choice.begin();
    picture(QUARTER | FULL, 0, ALL);
    picture(HALF, 0, ALL);
    assertThat(choice.choose(10_000_000, true)).isZero();
    assertThat(choice.chosen(0)).isEqualTo(QUARTER | FULL);
    assertThat(choice.chosen(1)).isEqualTo(HALF);
  }

  @Test
  void theLargestLayerGivesWayToTheNextSmallerOne() {
    choice.begin();
    picture(FULL, FULL, ALL);
    picture(HALF, HALF, ALL);
    assertThat(choice.choose(1_200_000, true)).isEqualTo(1_000_000);
    assertThat(choice.chosen(0)).isEqualTo(HALF);
    assertThat(choice.chosen(1)).isEqualTo(HALF);
  }

  @Test
  void twoSizesBecomeOneWhereOneIsAllThatFits() {
    choice.begin();
    picture(QUARTER | FULL, QUARTER | FULL, ALL);
    choice.choose(400_000, true);
    assertThat(choice.chosen(0)).isEqualTo(QUARTER);
  }

  @Test
  void theSmallestStaysUntilTheLinkIsProvenToBeTooThin() {
    choice.begin();
    picture(FULL, QUARTER, ALL);
    choice.choose(50_000, true);
    assertThat(choice.chosen(0)).isEqualTo(QUARTER);
    assertThat(choice.smallestFit()).isFalse();
    assertThat(choice.smallestCost()).isEqualTo(150_000);

    choice.begin();
    picture(FULL, QUARTER, ALL);
    choice.choose(50_000, false);
    assertThat(choice.chosen(0)).isZero();
  }

  @Test
  void whatIsNotSentYetIsAskedForAndTheNextSmallerOneCrossesMeanwhile() {
    choice.begin();
    picture(FULL, 0, QUARTER);
    choice.choose(10_000_000, true);
    assertThat(choice.chosen(0)).isEqualTo(QUARTER | FULL);

    choice.begin();
    picture(FULL, QUARTER | FULL, ALL);
    choice.choose(10_000_000, true);
    assertThat(choice.chosen(0)).as("once it is sent it suffices").isEqualTo(FULL);
  }

  @Test
  void aLayerThatIsNewNeedsMoreRoomThanOneThatGoesOn() {
    choice.begin();
    picture(FULL, FULL, ALL);
    choice.choose(1_750_000, true);
    assertThat(choice.chosen(0)).isEqualTo(FULL);

    choice.begin();
    picture(FULL, HALF, ALL);
    choice.choose(1_750_000, true);
    assertThat(choice.chosen(0)).isEqualTo(HALF);
  }

  @Test
  void whatNobodyWantsCrossesNotAtAll() {
    choice.begin();
    picture(0, ALL, ALL);
    assertThat(choice.choose(10_000_000, true)).isZero();
    assertThat(choice.chosen(0)).isZero();
  }
}

package parley.relay.estimate;

import java.util.Arrays;

/**
 * Shares what a trunk carries among the layers that the far side wants, each of which crosses by
 * itself. Sound is taken off before. What does not fit gives way to the next smaller one, the
 * largest first; where the publisher does not send what was chosen, the next smaller one that it
 * does send crosses too. Pure.
 */
public final class TrunkChoice {
  private static final int LAYERS = LayerChoice.MAX_LAYERS;

  /** A layer that was not chosen before must fit with this much to spare. */
  private static final double SPARE_FOR_MORE = 1.15;

  private long[] costs = {};
  private int[] sent = {};
  private int[] before = {};
  private int[] chosen = {};
  private int count;
  private long smallest;
  private boolean smallestFit = true;

  /** Begins a choice. Everything is reused. */
  public void begin() {
    count = 0;
  }

  /**
   * Adds a picture.
   *
   * @param wanted a bit for each layer that the far side wants
   * @param chosenBefore a bit for each that was chosen last
   */
  public void add(int wanted, int chosenBefore) {
    if (count == chosen.length) {
      costs = Arrays.copyOf(costs, (count + 8) * LAYERS);
      sent = Arrays.copyOf(sent, count + 8);
      before = Arrays.copyOf(before, count + 8);
      chosen = Arrays.copyOf(chosen, count + 8);
    }
    chosen[count] = wanted;
    before[count] = chosenBefore;
    sent[count] = 0;
    count++;
  }

  /** A layer of the picture that was added last: what it costs, whether it is sent at present. */
  public void layer(int layer, long bitsPerSecond, boolean isSent) {
    costs[(count - 1) * LAYERS + layer] = bitsPerSecond;
    sent[count - 1] |= isSent ? 1 << layer : 0;
  }

  /**
   * Chooses. Returns what was wanted and did not fit in addition: the next step, or 0.
   *
   * @param everySmallest whether a picture keeps its smallest layer, fit or not
   */
  public long choose(long bitsPerSecond, boolean everySmallest) {
    double left = bitsPerSecond;
    smallest = 0;
    for (int picture = 0; picture < count; picture++) {
      smallest += chosen[picture] == 0 ? 0 : costs[picture * LAYERS];
      left -= weight(picture);
    }
    smallestFit = smallest <= bitsPerSecond;
    double lacking = 0;
    for (int worst = worst(everySmallest); left < 0 && worst >= 0; worst = worst(everySmallest)) {
      lacking = -left;
      left += giveWay(worst / LAYERS, worst % LAYERS);
    }
    for (int picture = 0; picture < count; picture++) {
      chosen[picture] |= substitutes(picture);
    }
    return (long) Math.ceil(lacking);
  }

  private double weight(int picture) {
    double weight = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      if (has(chosen[picture], layer)) {
        double factor = has(before[picture], layer) ? 1 : SPARE_FOR_MORE;
        weight += costs[picture * LAYERS + layer] * factor;
      }
    }
    return weight;
  }

  private static boolean has(int layers, int layer) {
    return (layers >>> layer & 1) != 0;
  }

  /** The largest layer that may give way, or -1; of equal ones that of the last picture. */
  private int worst(boolean everySmallest) {
    for (int layer = LAYERS - 1; layer >= (everySmallest ? 1 : 0); layer--) {
      for (int picture = count - 1; picture >= 0; picture--) {
        if (has(chosen[picture], layer)) {
          return picture * LAYERS + layer;
        }
      }
    }
    return -1;
  }

  /** Puts the next smaller layer in the place of one; returns what that spares. */
  private double giveWay(int picture, int layer) {
    double spared = weight(picture);
    chosen[picture] &= ~(1 << layer);
    chosen[picture] |= layer == 0 ? 0 : 1 << layer - 1;
    return spared - weight(picture);
  }

  private int substitutes(int picture) {
    int substitutes = 0;
    for (int layer = 1; layer < LAYERS; layer++) {
      if (has(chosen[picture], layer) && !has(sent[picture], layer)) {
        substitutes |= Integer.highestOneBit(sent[picture] & (1 << layer) - 1);
      }
    }
    return substitutes;
  }

  /** Whether the last choice had room for the smallest layer of every picture that is wanted. */
  public boolean smallestFit() {
    return smallestFit;
  }

  /** What those cost together. */
  public long smallestCost() {
    return smallest;
  }

  /** A bit for each layer of the picture that was added as number {@code picture}. */
  public int chosen(int picture) {
    return chosen[picture];
  }
}

package parley.relay.estimate;

import java.util.Arrays;

/**
 * Shares what a trunk carries among the layers that the far side wants, each of which crosses by
 * itself. Sound is taken off before. What does not fit is dropped, the largest layers first, and
 * the next smaller one goes in its place; so it does where the publisher does not send the wanted
 * one. Pure.
 */
public final class TrunkChoice {
  /** Layers of a picture at most. */
  private static final int LAYERS = LayerChoice.MAX_LAYERS;

  /** A layer that is not sent at present must fit with this much to spare. */
  private static final double SPARE_FOR_MORE = 1.15;

  private long[] costs = {};
  private int[] wanted = {};
  private int[] active = {};
  private int[] chosen = {};
  private int count;
  private boolean smallestFit = true;
  private long smallest;

  /** Begins a choice. Everything is reused. */
  public void begin() {
    count = 0;
  }

  /**
   * Adds a picture.
   *
   * @param wantedLayers a bit for each layer that the far side wants
   * @param activeLayers a bit for each that was chosen before
   */
  public void add(int wantedLayers, int activeLayers) {
    if (count == wanted.length) {
      costs = Arrays.copyOf(costs, (count + 8) * LAYERS);
      wanted = Arrays.copyOf(wanted, count + 8);
      active = Arrays.copyOf(active, count + 8);
      chosen = Arrays.copyOf(chosen, count + 8);
    }
    wanted[count] = wantedLayers;
    active[count] = activeLayers;
    Arrays.fill(costs, count * LAYERS, (count + 1) * LAYERS, 0);
    count++;
  }

  /** What a layer of the picture that was added last costs; not called for one that is not sent. */
  public void cost(int layer, long bitsPerSecond) {
    costs[(count - 1) * LAYERS + layer] = Math.max(1, bitsPerSecond);
  }

  /**
   * Chooses. Returns what was wanted and did not fit in addition: the next step, or 0.
   *
   * @param everySmallest whether a picture keeps one layer, fit or not
   */
  public long choose(long bitsPerSecond, boolean everySmallest) {
    double left = bitsPerSecond;
    smallest = 0;
    for (int picture = 0; picture < count; picture++) {
      chosen[picture] = withSubstitutes(picture, wanted[picture]);
      smallest += smallestCost(picture);
      left -= weight(picture, chosen[picture]);
    }
    smallestFit = smallest <= bitsPerSecond;
    double lacking = 0;
    while (left < 0) {
      int worst = largest(everySmallest);
      if (worst < 0) {
        break;
      }
      lacking = -left;
      left += drop(worst / LAYERS, worst % LAYERS);
    }
    return (long) Math.ceil(lacking);
  }

  /** What is not sent by the publisher is asked for all the same, and the next smaller one sent. */
  private int withSubstitutes(int picture, int layers) {
    int all = layers;
    for (int layer = LAYERS - 1; layer > 0; layer--) {
      if ((layers >>> layer & 1) != 0 && costs[picture * LAYERS + layer] == 0) {
        all |= belowOf(picture, layer);
      }
    }
    return all;
  }

  /** The bit of the next smaller layer that is sent, or 0. */
  private int belowOf(int picture, int layer) {
    for (int below = layer - 1; below >= 0; below--) {
      if (costs[picture * LAYERS + below] > 0) {
        return 1 << below;
      }
    }
    return 0;
  }

  private long smallestCost(int picture) {
    int sent = sent(picture, chosen[picture]);
    int first = Integer.numberOfTrailingZeros(sent);
    int least = sent == 0 ? 0 : 1 << first | belowOf(picture, first);
    return sent == 0 ? 0 : costs[picture * LAYERS + Integer.numberOfTrailingZeros(least)];
  }

  private int sent(int picture, int layers) {
    int sent = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      if ((layers >>> layer & 1) != 0 && costs[picture * LAYERS + layer] > 0) {
        sent |= 1 << layer;
      }
    }
    return sent;
  }

  private double weight(int picture, int layers) {
    double weight = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      if ((layers >>> layer & 1) != 0) {
        double factor = (active[picture] >>> layer & 1) != 0 ? 1 : SPARE_FOR_MORE;
        weight += costs[picture * LAYERS + layer] * factor;
      }
    }
    return weight;
  }

  /** The largest layer that may be dropped, or -1; of equal ones that of the last picture. */
  private int largest(boolean everySmallest) {
    for (int layer = LAYERS - 1; layer >= 0; layer--) {
      for (int picture = count - 1; picture >= 0; picture--) {
        int sent = sent(picture, chosen[picture]);
        boolean last = sent == 1 << layer && belowOf(picture, layer) == 0;
        if ((sent >>> layer & 1) != 0 && !(last && everySmallest)) {
          return picture * LAYERS + layer;
        }
      }
    }
    return -1;
  }

  /** Takes a layer off, puts the next smaller one in its place; returns what that spares. */
  private double drop(int picture, int layer) {
    double before = weight(picture, chosen[picture]);
    chosen[picture] = chosen[picture] & ~(1 << layer) | belowOf(picture, layer);
    return before - weight(picture, chosen[picture]);
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

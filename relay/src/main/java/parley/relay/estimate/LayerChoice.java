package parley.relay.estimate;

import java.util.Arrays;

/**
 * Shares what a link carries among pictures. Sound is taken off before. Every picture gets its
 * smallest layer before any gets a larger one; what does not fit at all waits, unless everybody is
 * to be seen at any rate. Pure.
 */
public final class LayerChoice {
  /** Nothing of a picture. */
  public static final int PAUSED = -1;

  /**
   * A layer larger than the present one must fit with this much to spare. Lower flaps between two
   * layers; higher leaves a picture small longer.
   */
  private static final double SPARE_FOR_MORE = 1.15;

  /** Up to this many pictures, and for each of its layers what it costs. */
  public static final int MAX_LAYERS = 3;

  private long[] costs = {};
  private int[] useful = {};
  private int[] present = {};
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
   * @param highestUseful its largest layer that is of use, or {@link #PAUSED}
   * @param presentLayer what is chosen for it now
   */
  public void add(int highestUseful, int presentLayer) {
    if (count == useful.length) {
      costs = Arrays.copyOf(costs, (count + 8) * MAX_LAYERS);
      useful = Arrays.copyOf(useful, count + 8);
      present = Arrays.copyOf(present, count + 8);
      chosen = Arrays.copyOf(chosen, count + 8);
    }
    useful[count] = highestUseful;
    present[count] = presentLayer;
    chosen[count] = PAUSED;
    count++;
  }

  /** What a layer of the picture that was added last costs; negative if it does not exist. */
  public void cost(int layer, long bitsPerSecond) {
    costs[(count - 1) * MAX_LAYERS + layer] = bitsPerSecond;
  }

  /**
   * Chooses. Returns what was wanted and did not fit in addition: the next step, or 0.
   *
   * @param everySmallest whether every picture gets its smallest layer, fit or not
   */
  public long choose(long bitsPerSecond, boolean everySmallest) {
    long left = bitsPerSecond;
    long nextStep = 0;
    smallest = 0;
    smallestFit = true;
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      for (int picture = 0; picture < count; picture++) {
        long cost = layer <= useful[picture] ? costs[picture * MAX_LAYERS + layer] : -1;
        if (cost < 0) {
          continue;
        }
        long extra = cost - cost(picture);
        boolean first = chosen[picture] == PAUSED;
        boolean larger = layer > present[picture];
        boolean fits = extra * (larger ? SPARE_FOR_MORE : 1) <= left;
        if (first) {
          smallest += extra;
          smallestFit &= fits;
        }
        if (fits || first && everySmallest) {
          left -= extra;
          chosen[picture] = layer;
        } else if (nextStep == 0) {
          nextStep = (long) (extra * SPARE_FOR_MORE) - left;
        }
      }
    }
    return nextStep;
  }

  /** Whether the last choice had room for the smallest layer of every picture. */
  public boolean smallestFit() {
    return smallestFit;
  }

  /** What the smallest layers of all pictures cost together in the last choice. */
  public long smallestCost() {
    return smallest;
  }

  private long cost(int picture) {
    return chosen[picture] == PAUSED ? 0 : costs[picture * MAX_LAYERS + chosen[picture]];
  }

  /** The layer of the picture that was added as number {@code picture}. */
  public int chosen(int picture) {
    return chosen[picture];
  }
}

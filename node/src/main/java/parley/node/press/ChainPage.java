package parley.node.press;

import java.util.List;

/**
 * The side's chain of clearance, and who set it.
 *
 * @param edition that the form was made from
 * @param steps one selection for each possible step
 * @param mayChange whether the reader may set it
 * @param editions who set which, the latest first, in words
 * @param faults what is to be corrected, in words
 */
public record ChainPage(
    String talk,
    int edition,
    boolean inTurn,
    List<List<Choice>> steps,
    boolean mayChange,
    List<String> now,
    List<String> editions,
    List<String> faults) {
  public ChainPage {
    steps = List.copyOf(steps);
    now = List.copyOf(now);
    editions = List.copyOf(editions);
    faults = List.copyOf(faults);
  }

  /** Somebody who can take a step; the empty key is nobody. */
  public record Choice(String key, String label, boolean chosen) {}
}

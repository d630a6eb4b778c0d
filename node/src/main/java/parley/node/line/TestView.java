package parley.node.line;

import java.util.List;
import java.util.Optional;

/**
 * The tests of one line, in words.
 *
 * @param isRunning whether one is going on
 * @param canAsk whether the reader may ask for one and the line is up
 * @param alarm why the last one failed, for those who keep the line
 * @param standing how the last one was
 * @param isGood whether it was good
 * @param facts of the last one, name and value
 * @param rows the latest, newest first
 * @param top the round trip at the plot's upper edge
 * @param rule when a line passes, and when it is tested by itself
 */
public record TestView(
    boolean isRunning,
    boolean canAsk,
    Optional<String> alarm,
    String standing,
    boolean isGood,
    List<Fact> facts,
    TestPlot plot,
    String top,
    List<Row> rows,
    String rule) {

  /** Something that was measured. */
  public record Fact(String name, String value) {}

  /** One test. */
  public record Row(
      String at, String asker, String finding, String roundTrip, String jitter, String back) {}
}

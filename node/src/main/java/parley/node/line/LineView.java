package parley.node.line;

import java.util.List;
import java.util.Optional;

/**
 * One counterpart on the page of lines.
 *
 * @param state connected, interrupted or never connected, with since when and why
 * @param isUp whether it is connected
 * @param timing round trip and clock, once they are known
 * @param clockWarning that the clocks are too far apart
 * @param typed the addresses as they are, or as they were typed
 * @param fault why they do not do
 * @param theirs their line key's fingerprint
 * @param percent of the last day in which the line was up, in words
 */
public record LineView(
    String nickname,
    String name,
    String state,
    boolean isUp,
    Optional<Timing> timing,
    Optional<String> clockWarning,
    String typed,
    Optional<String> fault,
    List<String> theirs,
    DayPlot day,
    String percent,
    List<Break> breaks,
    List<Line> incidents,
    List<Line> events,
    TestView tests) {

  /** How fast the line is, and how far the clocks are apart, in words. */
  public record Timing(String roundTrip, String clockOffset) {}

  /** A time in which the line was down. */
  public record Break(String from, String until, String why) {}

  /**
   * Something that happened.
   *
   * @param machine the time for a {@code time} element
   * @param detail beneath it; may be empty
   */
  public record Line(String at, String machine, String what, String detail) {}
}

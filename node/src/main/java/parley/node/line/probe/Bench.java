package parley.node.line.probe;

import java.time.Duration;
import java.util.Optional;

/** What a line's tester works with. */
public interface Bench {
  /**
   * A room for a test; empty when the line has no connection.
   *
   * @param id both sides' name for the test
   */
  Optional<TestRoom> room(TestId id);

  void say(TestMessage message);

  /** Something is known: for history and pages. */
  void keep(LineTest test);

  /** A test has begun: for pages. */
  void begun();

  /** How far the counterpart's clock is ahead, if it is known. */
  Optional<Duration> clockOffset();

  /** How long the connection is up. */
  Duration connectionAge();
}

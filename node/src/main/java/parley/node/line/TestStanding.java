package parley.node.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parley.node.line.probe.LineTest;

/**
 * What the tests of a line say about a call over it.
 *
 * @param last the last that came to an end
 * @param lastPassed the last that was good
 */
record TestStanding(Optional<LineTest> last, Optional<LineTest> lastPassed, Instant now) {
  /** Beyond this a result is said to be old. */
  static final Duration FRESH = Duration.ofHours(2);

  /** For so long a good test settles that the line was tried. */
  static final Duration SETTLED = Duration.ofHours(24);

  /** In one word. */
  enum Word {
    NEVER,
    FAILED,
    GOOD,
    OLD
  }

  Word word() {
    if (last.isEmpty()) {
      return Word.NEVER;
    }
    if (!last.get().isPassed()) {
      return Word.FAILED;
    }
    return last.get().at().plus(FRESH).isBefore(now) ? Word.OLD : Word.GOOD;
  }

  /** Whether it is a detail of the talk that is still to be done. */
  boolean isOpen() {
    return lastPassed.filter(test -> test.at().plus(SETTLED).isAfter(now)).isEmpty();
  }

  /** The test because of which technicians are alarmed: until a later one is good. */
  Optional<LineTest> alarm() {
    return last.filter(test -> !test.isPassed());
  }
}

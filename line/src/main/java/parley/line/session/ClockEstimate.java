package parley.line.session;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import parley.line.LineState;

/** Round trip and clock offset of one connection: RFC 5905 section 8, the fastest of the last. */
final class ClockEstimate {
  /** More are steadier, fewer follow a clock that was set. */
  private static final int KEPT = 8;

  private static final long MAX_ROUND_TRIP_MICROS = 60_000_000;

  private record Sample(long roundTrip, long offset) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param t1 when we sent, by our clock
   * @param t2 when they received, by theirs
   * @param t3 when they sent, by theirs
   * @param t4 when we received, by ours
   */
  void add(long t1, long t2, long t3, long t4) {
    long roundTrip = (t4 - t1) - (t3 - t2);
    if (roundTrip < 0 || roundTrip > MAX_ROUND_TRIP_MICROS) {
      return; // a clock was set in between
    }
    if (samples.size() == KEPT) {
      samples.removeFirst();
    }
    samples.addLast(new Sample(roundTrip, ((t2 - t1) + (t3 - t4)) / 2));
  }

  Optional<LineState.Timing> timing() {
    return samples.stream()
        .min(Comparator.comparingLong(Sample::roundTrip))
        .map(
            best ->
                new LineState.Timing(
                    Duration.of(best.roundTrip(), ChronoUnit.MICROS),
                    Duration.of(best.offset(), ChronoUnit.MICROS)));
  }
}

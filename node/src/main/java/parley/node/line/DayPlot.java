package parley.node.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a line was up in the last day: bars from left to right, a minute wide each unit.
 *
 * @param bars without gaps between them, oldest first
 */
public record DayPlot(List<Bar> bars) {
  /** Minutes of a day. */
  public static final int WIDTH = 1_440;

  private static final Duration DAY = Duration.ofDays(1);

  public DayPlot {
    bars = List.copyOf(bars);
  }

  /** How the line was. */
  public enum State {
    UP,
    DOWN,
    /** Before the first that is known of it. */
    UNKNOWN
  }

  /**
   * A time in which the line was one way.
   *
   * @param why it ended what was before, as an event's {@link LineEvent#what}
   */
  public record Bar(Instant from, Instant until, State state, LineEvent.Kind kind, String why) {
    public String word() {
      return parley.node.words.Slug.of(state);
    }
  }

  /**
   * The day that ends now.
   *
   * @param newestFirst the line's latest events; far enough back, or the beginning is unknown
   */
  static DayPlot of(List<LineEvent> newestFirst, Instant now) {
    Instant begin = now.minus(DAY);
    List<Bar> bars = new ArrayList<>();
    Bar open = new Bar(begin, now, State.UNKNOWN, LineEvent.Kind.STARTED, "");
    for (LineEvent event : newestFirst.reversed()) {
      Optional<State> turned = state(event.kind());
      if (turned.isEmpty() || event.at().isAfter(now)) {
        continue;
      }
      Instant at = event.at().isBefore(begin) ? begin : event.at();
      if (turned.get() != open.state()) {
        add(bars, until(open, at));
        open = new Bar(at, now, turned.get(), event.kind(), event.what());
      }
    }
    add(bars, open);
    return new DayPlot(bars);
  }

  private static Bar until(Bar bar, Instant end) {
    return new Bar(bar.from(), end, bar.state(), bar.kind(), bar.why());
  }

  private static void add(List<Bar> bars, Bar bar) {
    if (bar.from().isBefore(bar.until())) {
      bars.add(bar);
    }
  }

  private static Optional<State> state(LineEvent.Kind kind) {
    return switch (kind) {
      case UP -> Optional.of(State.UP);
      case DOWN, STARTED -> Optional.of(State.DOWN);
      case INCIDENT, MOVED, TESTED -> Optional.empty();
    };
  }

  /** The times in which the line was down, latest first. */
  public List<Bar> breaks() {
    return bars.stream().filter(bar -> bar.state() == State.DOWN).toList().reversed();
  }

  /** Where a bar begins, in minutes from the left. */
  public double x(Bar bar) {
    return WIDTH - minutes(bar.from());
  }

  /** A bar's width; never too thin to be seen. */
  public double width(Bar bar) {
    return Math.max(2, minutes(bar.from()) - minutes(bar.until()));
  }

  private double minutes(Instant before) {
    return Math.round(Duration.between(before, bars.getLast().until()).toMillis() / 6_000.0) / 10.0;
  }
}

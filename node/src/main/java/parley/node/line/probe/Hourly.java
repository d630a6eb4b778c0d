package parley.node.line.probe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.line.LineId;

/**
 * At which minute of each hour a line is tested by itself: drawn from both line keys, so that both
 * sides know it, lines take turns, and a restart changes nothing.
 *
 * @param isOurs whether this side is the one that asks: the one whose line key sorts first
 */
public record Hourly(int minute, boolean isOurs) {
  private static final int MINUTES = 60;

  public static Hourly of(LineId line) {
    String own = line.own().x();
    String far = line.counterpart().x();
    String both = Stream.of(own, far).sorted().collect(Collectors.joining());
    return new Hourly(Math.floorMod(both.hashCode(), MINUTES), own.compareTo(far) < 0);
  }

  /** The next time after {@code now}. */
  public Instant after(Instant now) {
    Instant thisHour = now.truncatedTo(ChronoUnit.HOURS).plus(minute, ChronoUnit.MINUTES);
    return thisHour.isAfter(now) ? thisHour : thisHour.plus(1, ChronoUnit.HOURS);
  }
}

package parley.node.press.recogniser;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;

/**
 * What a text must not tell by itself, and what it may.
 *
 * @param agreed the time in force
 * @param minutes how long the talk is to last
 * @param proposed other times that lie or lay on the table
 * @param release when the text is to be read first
 * @param zones in which readers may reckon; the first is that of the agreed time
 * @param allowed how much of the date may be told
 * @param open what else may be told
 * @param names of sides and places that every reader knows
 */
public record Known(
    Optional<Instant> agreed,
    Optional<Integer> minutes,
    List<Instant> proposed,
    Instant release,
    List<ZoneId> zones,
    DateLevel allowed,
    Set<Open> open,
    List<Someone> people,
    List<Point> items,
    Set<String> names) {
  public Known {
    proposed = List.copyOf(proposed);
    zones = List.copyOf(zones);
    open = Set.copyOf(open);
    people = List.copyOf(people);
    items = List.copyOf(items);
    names = Set.copyOf(names);
  }

  /** What may be told beside the date. */
  public enum Open {
    /** How the talk is held, and for how long. */
    FORMAT,
    PARTICIPANTS
  }

  /**
   * Somebody of the talk.
   *
   * @param names in every spelling, first name first
   * @param offices in every language
   * @param isNamed whether readers know her to be of it anyway: principals, and who speaks
   */
  public record Someone(Set<String> names, Set<String> offices, boolean isNamed) {
    public Someone {
      names = Set.copyOf(names);
      offices = Set.copyOf(offices);
    }
  }

  /**
   * A point of the agenda.
   *
   * @param titles in every language
   * @param isTold whether it may be spoken of
   */
  public record Point(Set<String> titles, boolean isTold) {
    public Point {
      titles = Set.copyOf(titles);
    }
  }

  /** Today, wherever a reader is. */
  Stream<LocalDate> todays() {
    return zones.stream().map(zone -> release.atZone(zone).toLocalDate()).distinct();
  }

  /** Every day on which somebody reckons a time of the talk. */
  Stream<LocalDate> days() {
    return times()
        .flatMap(time -> zones.stream().map(zone -> time.atZone(zone).toLocalDate()).distinct());
  }

  /** Every time of day at which somebody reckons one. */
  Stream<LocalTime> hours() {
    return times().flatMap(time -> zones.stream().map(zone -> time.atZone(zone).toLocalTime()));
  }

  private Stream<Instant> times() {
    return Stream.concat(agreed.stream(), proposed.stream());
  }
}

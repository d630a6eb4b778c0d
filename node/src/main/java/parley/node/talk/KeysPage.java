package parley.node.talk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import parley.node.words.Slug;

/**
 * A delegation's sealing key and its talks, as far as they have followed.
 *
 * @param key for new talks
 * @param isBegun whether a change was begun that not all talks have followed
 * @param isBinder whether the reader may change it
 */
public record KeysPage(String key, List<Line> lines, boolean isBegun, boolean isBinder) {

  /**
   * A talk.
   *
   * @param compare where the two sides compare numbers, when the others have to accept
   * @param why what she asked for was not done here
   */
  public record Line(
      String href,
      String id,
      String with,
      String mark,
      String state,
      Optional<String> compare,
      Optional<String> why) {}

  static KeysPage of(
      String key,
      List<Rotations.Line> lines,
      List<Rotations.Refused> refused,
      boolean isBinder,
      Function<Seat, Reader> readers) {
    return new KeysPage(
        key,
        lines.stream()
            .map(line -> line(readers.apply(line.seat()), line.standing(), refused))
            .toList(),
        lines.stream().anyMatch(line -> line.standing() == Rotations.Standing.BEHIND),
        isBinder);
  }

  private static Line line(
      Reader reader, Rotations.Standing standing, List<Rotations.Refused> refused) {
    Sides sides = reader.sides();
    String state = reader.text("keys.standing." + Slug.of(standing), reader.others());
    return new Line(
        reader.path(""),
        reader.seat().talk().value(),
        reader.others(),
        sides.markOfOthers(),
        state,
        standing == Rotations.Standing.WAITING
            ? Optional.of(reader.path("/credentials"))
            : Optional.empty(),
        refused.stream()
            .filter(each -> each.seat().talk().equals(reader.seat().talk()))
            .map(each -> new WhyNot(reader).general(each.reason()))
            .findFirst());
  }
}

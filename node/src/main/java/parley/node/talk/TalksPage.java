package parley.node.talk;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import parley.dossier.model.Matter;
import parley.dossier.model.Term;

/** A delegate's talks, one line each: those that wait for her side first. */
public record TalksPage(List<Line> lines, boolean canConvene) {

  /**
   * A talk in one line.
   *
   * @param mark of the other side in the look
   * @param drafts what waits for her in her side's press office
   * @param when by the reader's clock and then the others', or that no date is agreed
   */
  public record Line(
      String href,
      String id,
      String with,
      String mark,
      StateSentence sentence,
      List<PressMoves.Card> drafts,
      List<String> when) {
    /** Whether anything waits for her or her side. */
    public boolean waits() {
      return sentence.isOurs() || !drafts.isEmpty();
    }

    /** Changes when anything in the line does. */
    public String digest() {
      return Integer.toHexString(
          (sentence.standing() + sentence.next() + drafts + when).hashCode());
    }
  }

  static TalksPage of(
      Stream<Reader> readers, boolean canConvene, PressMoves pressMoves, Abroad abroad) {
    List<Line> lines =
        readers
            .map(reader -> line(reader, pressMoves, abroad))
            .sorted(
                Comparator.comparing((Line line) -> !line.waits())
                    .thenComparing(Line::with)
                    .thenComparing(Line::id))
            .toList();
    return new TalksPage(lines, canConvene);
  }

  private static Line line(Reader reader, PressMoves pressMoves, Abroad abroad) {
    Sides sides = reader.sides();
    return new Line(
        reader.path(""),
        reader.seat().talk().value(),
        reader.others(),
        sides.markOfOthers(),
        StateSentence.of(reader, abroad.details(reader.seat(), reader.language())),
        pressMoves.of(reader.seat(), reader.language()),
        when(reader));
  }

  private static List<String> when(Reader reader) {
    if (reader.state().inForce(Matter.TIME).orElse(null) instanceof Term.Time time) {
      Sides sides = reader.sides();
      return sides.all().stream()
          .map(
              side ->
                  reader.text(
                      "talk.time.line",
                      sides.clock(side).brief(time.start()),
                      sides.name(side),
                      sides.clock(side).offset(time.start())))
          .toList();
    }
    return List.of(reader.text("talk.no-date"));
  }
}

package parley.node.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import parley.node.words.Difference.Kind;
import parley.node.words.Difference.Piece;

class DifferenceTest {
  @Example
  void shouldShowWordsThatWereAddedAndRemoved() {
    assertThat(Difference.of("Контакт может состояться.", "Контакт скоро может быть."))
        .containsExactly(
            new Piece(Kind.SAME, "Контакт "),
            new Piece(Kind.ADDED, "скоро "),
            new Piece(Kind.SAME, "может "),
            new Piece(Kind.REMOVED, "состояться"),
            new Piece(Kind.ADDED, "быть"),
            new Piece(Kind.SAME, "."));
  }

  @Property
  void bothTextsCanBeReadFromTheDifference(
      @ForAll @StringLength(max = 60) String before, @ForAll @StringLength(max = 60) String after) {
    assertThat(read(before, after, Kind.ADDED)).isEqualTo(before);
    assertThat(read(before, after, Kind.REMOVED)).isEqualTo(after);
  }

  private static String read(String before, String after, Kind without) {
    return Difference.of(before, after).stream()
        .filter(piece -> piece.kind() != without)
        .map(Piece::text)
        .collect(Collectors.joining());
  }
}

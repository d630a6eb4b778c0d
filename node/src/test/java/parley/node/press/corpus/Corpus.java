package parley.node.press.corpus;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import parley.dossier.model.DateLevel;
import parley.node.words.Language;

/** Sentences of press people, and whether each tells more than may be told: docs/RECOGNISER.md. */
public final class Corpus {
  private static final int COLUMNS = 7;

  private Corpus() {}

  /** What a sentence tells, or seems to tell. */
  public enum Kind {
    DAY,
    HOUR,
    LENGTH,
    WHO,
    WHERE,
    ITEM
  }

  /** What a reader who knows the talk holds of a sentence. */
  public enum Truth {
    HARMLESS,
    STOP,
    ASK
  }

  /** When it is said: on 26 November 2026, or once the talk is over, on 3 December. */
  public enum Said {
    BEFORE,
    AFTER
  }

  /**
   * @param disclosed what may be told besides the date
   * @param why for people only
   */
  public record Line(
      String id,
      Kind kind,
      String author,
      Truth truth,
      DateLevel level,
      Set<Kind> disclosed,
      Said said,
      String sentence,
      String why) {}

  public static List<Line> in(Language language) {
    String file = "/recogniser/" + language.tag() + ".tsv";
    try (InputStream bytes = Objects.requireNonNull(Corpus.class.getResourceAsStream(file), file)) {
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n")).map(line -> line(language, line)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Line line(Language language, String text) {
    String[] columns = text.split("\t", -1);
    if (columns.length != COLUMNS || Arrays.stream(columns).anyMatch(each -> isRagged(each))) {
      throw new IllegalArgumentException(text);
    }
    String[] id = columns[0].split("-", -1);
    if (id.length != 3 || !id[0].equals(language.tag()) || !id[2].matches("[0-9]{2}")) {
      throw new IllegalArgumentException(text);
    }
    List<String> allowed = List.of(columns[3].split("\\+", -1));
    return new Line(
        columns[0],
        of(Kind.class, id[1]),
        columns[1],
        of(Truth.class, columns[2]),
        of(DateLevel.class, allowed.getFirst()),
        allowed.stream().skip(1).map(each -> of(Kind.class, each)).collect(toUnmodifiableSet()),
        of(Said.class, columns[4]),
        columns[5],
        columns[6]);
  }

  private static boolean isRagged(String column) {
    return column.isBlank() || !column.equals(column.strip());
  }

  private static <E extends Enum<E>> E of(Class<E> words, String word) {
    return Arrays.stream(words.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }
}

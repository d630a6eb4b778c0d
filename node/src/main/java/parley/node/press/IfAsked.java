package parley.node.press;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import parley.node.words.Language;

/**
 * A question that may come, and what to answer. It lies beside a draft, is cleared with it, and is
 * never published.
 */
public record IfAsked(Map<Language, Line> lines) {
  /** Most pairs beside one draft. */
  public static final int MOST = 20;

  /** The pair in one language, as typed. */
  public record Line(String question, String answer) {
    public static final Line EMPTY = new Line("", "");

    boolean isEmpty() {
      return question.isBlank() && answer.isBlank();
    }
  }

  public IfAsked {
    EnumMap<Language, Line> written = new EnumMap<>(Language.class);
    lines.forEach(
        (language, line) -> {
          if (!line.isEmpty()) {
            written.put(language, line);
          }
        });
    lines = Collections.unmodifiableMap(written);
  }

  /** The pair in a language; empty words where it was not written. */
  public Line in(Language language) {
    return lines.getOrDefault(language, Line.EMPTY);
  }

  /** The pairs in which anything was written. */
  static List<IfAsked> written(List<IfAsked> all) {
    return all.stream().filter(each -> !each.lines().isEmpty()).limit(MOST).toList();
  }
}

package parley.node.press;

import java.util.List;
import parley.node.words.Language;

/**
 * What a spokesperson has before her while she speaks.
 *
 * @param stage where the lines stand
 * @param isCleared whether they may be used
 * @param by who cleared them
 * @param language in which the pairs are shown
 */
public record AskedPage(
    String talk,
    String id,
    String headline,
    StageView stage,
    boolean isCleared,
    List<String> by,
    Language language,
    List<Pair> pairs,
    boolean isReleased) {
  public AskedPage {
    by = List.copyOf(by);
    pairs = List.copyOf(pairs);
  }

  /** A question and what to answer, in one language. */
  public record Pair(Language language, int number, String question, String answer) {}

  static List<Pair> pairs(Draft draft, Language language) {
    return java.util.stream.IntStream.range(0, draft.ifAsked().size())
        .mapToObj(
            place -> {
              IfAsked.Line line = draft.ifAsked().get(place).in(language);
              return new Pair(language, place + 1, line.question(), line.answer());
            })
        .filter(pair -> !pair.question().isBlank() || !pair.answer().isBlank())
        .toList();
  }
}

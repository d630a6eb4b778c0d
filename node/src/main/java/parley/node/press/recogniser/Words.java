package parley.node.press.recogniser;

import java.util.List;
import java.util.Set;

/** Sets of words that several rules share, and ways to look for them. */
final class Words {
  /** Stems of "this, next, last" in Russian. */
  static final List<String> WHICH =
      List.of(
          "эт",
          "следующ",
          "будущ",
          "ближайш",
          "текущ",
          "нынешн",
          "наступающ",
          "прошл",
          "прошедш",
          "минувш",
          "предыдущ",
          "позапрошл");

  static final Set<String> TALK =
      Set.of(
          "call",
          "calls",
          "talk",
          "talks",
          "conversation",
          "discussion",
          "meeting",
          "negotiations",
          "dialogue",
          "speak",
          "video",
          "conference",
          "contact",
          "leaders",
          "presidents");
  static final List<String> TALK_STEMS =
      List.of(
          "разгов",
          "бесед",
          "перегов",
          "встреч",
          "звон",
          "созвон",
          "диалог",
          "видео",
          "контакт",
          "общен",
          "лидер",
          "президент");

  private Words() {}

  static boolean isOf(String word, List<String> stems) {
    return stems.stream().anyMatch(word::startsWith);
  }

  static boolean is(List<Token> tokens, int at, String... words) {
    return at >= 0 && at < tokens.size() && Set.of(words).contains(tokens.get(at).text());
  }

  static boolean begins(List<Token> tokens, int at, String... stems) {
    return at >= 0 && at < tokens.size() && isOf(tokens.get(at).text(), List.of(stems));
  }

  /** Whether a sentence speaks of a talk. */
  static boolean isOfTalk(List<Token> tokens, int sentence) {
    return tokens.stream()
        .filter(each -> each.sentence() == sentence)
        .anyMatch(each -> TALK.contains(each.text()) || isOf(each.text(), TALK_STEMS));
  }
}

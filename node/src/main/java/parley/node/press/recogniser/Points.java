package parley.node.press.recogniser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import parley.node.press.recogniser.Mention.Kind;
import parley.node.press.recogniser.Mention.Verdict;

/** Finds points of the agenda by the words of their titles. */
record Points(List<Token> tokens, Known known) {
  private static final int STEM = 5;
  private static final int ENDING = 4;
  private static final Set<String> LITTLE =
      Set.of(
          "the", "and", "for", "with", "from", "about", "other", "на", "в", "о", "об", "по", "и",
          "для", "of", "at", "in", "on", "к", "с", "от", "до", "a", "an", "to", "its", "their");

  /** Stems that press people use of everything: one of them alone tells nothing. */
  private static final Set<String> COMMON =
      Set.of(
          "situa", "relat", "dialo", "issue", "quest", "coope", "state", "matte", "posit", "отнош",
          "полож", "диало", "вопро", "сотру", "ситуа", "состо", "тема", "joint", "mutua", "count");

  List<Judged> all() {
    List<Judged> all = new ArrayList<>();
    for (Known.Point point : known.items()) {
      if (!point.isTold()) {
        point.titles().forEach(title -> find(stems(title), all));
      }
    }
    return all;
  }

  private void find(Set<String> stems, List<Judged> all) {
    int last = tokens.isEmpty() ? -1 : tokens.getLast().sentence();
    int at = 0;
    for (int sentence = 0; sentence <= last; sentence++) {
      Set<String> seen = new LinkedHashSet<>();
      List<Integer> places = new ArrayList<>();
      for (; at < tokens.size() && tokens.get(at).sentence() == sentence; at++) {
        for (String stem : stems) {
          if (isForm(tokens.get(at).text(), stem)) {
            seen.add(stem);
            places.add(at);
          }
        }
      }
      judge(stems, seen, places, all);
    }
  }

  private static void judge(
      Set<String> stems, Set<String> seen, List<Integer> places, List<Judged> all) {
    boolean whole = !stems.isEmpty() && seen.size() == stems.size();
    boolean rare = seen.stream().anyMatch(stem -> stem.length() >= STEM && !COMMON.contains(stem));
    if (seen.size() >= 2 || whole && rare) {
      all.add(new Judged(places.getFirst(), places.getLast() + 1, Kind.ITEM, Verdict.STOP));
    } else if (rare) {
      all.add(new Judged(places.getFirst(), places.getFirst() + 1, Kind.ITEM, Verdict.ASK));
    }
  }

  private static Set<String> stems(String title) {
    Set<String> stems = new LinkedHashSet<>();
    Text.of(title).tokens().stream()
        .filter(Token::isWord)
        .map(Token::text)
        .filter(word -> word.length() > 2 && !LITTLE.contains(word))
        .map(Points::stem)
        .forEach(stems::add);
    return stems;
  }

  /** At most five letters, without a vowel at the end that a case would change. */
  static String stem(String word) {
    String stem = word.length() > STEM ? word.substring(0, STEM) : word;
    boolean changes =
        stem.length() == word.length()
            && stem.length() > 3
            && "аеиоуыьюяй".indexOf(stem.charAt(stem.length() - 1)) >= 0;
    return changes ? stem.substring(0, stem.length() - 1) : stem;
  }

  static boolean isForm(String word, String stem) {
    int rest = stem.length() >= STEM ? Integer.MAX_VALUE : stem.charAt(0) > 'z' ? 2 : 1;
    return word.startsWith(stem)
        && word.length() - stem.length()
            <= Math.max(rest, stem.length() == STEM - 1 ? ENDING - 1 : 0);
  }
}

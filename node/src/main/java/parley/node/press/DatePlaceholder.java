package parley.node.press;

import java.util.Locale;
import parley.dossier.disclosure.DateWords;
import parley.dossier.disclosure.DisclosedDate;

/**
 * Where a draft has its date: typed as a mark, put into words only when the statement is composed.
 */
final class DatePlaceholder {
  /** Becomes the words that answer "when?". */
  static final String PHRASE = "{date}";

  /** Becomes a clause of its own: "a date has been agreed". */
  static final String CLAUSE = "{date-clause}";

  private DatePlaceholder() {}

  static boolean isIn(String text) {
    return text.contains(PHRASE) || text.contains(CLAUSE);
  }

  /** The text with spaces in place of its marks, each sign where it was. */
  static String blanked(String text) {
    return text.replace(PHRASE, " ".repeat(PHRASE.length()))
        .replace(CLAUSE, " ".repeat(CLAUSE.length()));
  }

  /** The text with its marks put into words; what begins a sentence begins with a capital. */
  static String fill(String text, DateWords words, DisclosedDate date) {
    return fill(fill(text, CLAUSE, words.clause(date)), PHRASE, words.phrase(date));
  }

  private static String fill(String text, String mark, String words) {
    StringBuilder out = new StringBuilder(text.length() + words.length());
    int from = 0;
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
      out.append(text, from, at);
      out.append(beginsSentence(out) ? capital(words) : words);
      from = at + mark.length();
    }
    return out.append(text, from, text.length()).toString();
  }

  private static boolean beginsSentence(CharSequence before) {
    String text = before.toString().stripTrailing();
    return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

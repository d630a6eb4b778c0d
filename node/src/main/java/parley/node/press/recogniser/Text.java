package parley.node.press.recogniser;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text made plain: one form for each letter and digit, dash, space and apostrophe, with the place
 * of each sign in the text as typed.
 *
 * @param plain keeps capitals
 * @param places for each sign of {@code plain}, and one behind the last
 */
record Text(String raw, String plain, int[] places, List<Token> tokens) {
  private static final String LATIN = "aceopxyABCEHKMOPTX";
  private static final String CYRILLIC = "асеорхуАВСЕНКМОРТХ";
  private static final String DASHES = "‐‑‒–—―−";
  private static final String APOSTROPHES = "’‘ʼ´`";
  private static final String ENDS = ".!?…\n";

  static Text of(String raw) {
    StringBuilder plain = new StringBuilder(raw.length());
    int[] places = new int[raw.length() * 2 + 1];
    for (int at = 0; at < raw.length(); ) {
      int sign = raw.codePointAt(at);
      String form = form(sign);
      for (int i = 0; i < form.length(); i++) {
        if (plain.length() + 1 >= places.length) {
          places = Arrays.copyOf(places, places.length * 2);
        }
        places[plain.length()] = at;
        plain.append(form.charAt(i));
      }
      at += Character.charCount(sign);
    }
    places[plain.length()] = raw.length();
    String text = plain.toString();
    return new Text(raw, text, places, List.copyOf(tokens(text, places)));
  }

  /** The words as typed. */
  String quoted(int from, int to) {
    return raw.substring(from, to);
  }

  private static String form(int sign) {
    if (Character.getType(sign) == Character.FORMAT) {
      return "";
    }
    if (Character.isDigit(sign)) {
      return Integer.toString(Character.digit(sign, 10));
    }
    String form = Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC);
    if (form.length() != 1) {
      return form;
    }
    char one = form.charAt(0);
    if (DASHES.indexOf(one) >= 0) {
      return "-";
    }
    if (APOSTROPHES.indexOf(one) >= 0) {
      return "'";
    }
    if (one != '\n' && (Character.isWhitespace(one) || Character.isSpaceChar(one))) {
      return " ";
    }
    return form.replace('ё', 'е').replace('Ё', 'Е');
  }

  private static List<Token> tokens(String text, int[] places) {
    List<Token> tokens = new ArrayList<>();
    int sentence = 0;
    boolean begins = true;
    for (int at = 0; at < text.length(); ) {
      char one = text.charAt(at);
      if (ENDS.indexOf(one) >= 0 && endsSentence(text, at)) {
        sentence++;
        begins = true;
      }
      if (Character.isWhitespace(one)) {
        at++;
        continue;
      }
      int end = end(text, at);
      Token.Sort sort =
          Character.isLetter(one)
              ? Token.Sort.WORD
              : Character.isDigit(one) ? Token.Sort.NUMBER : Token.Sort.SIGN;
      boolean glued = at > 0 && !Character.isWhitespace(text.charAt(at - 1));
      tokens.add(
          new Token(
              places[at],
              places[end],
              word(text.substring(at, end)),
              sort,
              Character.isUpperCase(one),
              glued,
              sentence,
              begins && sort != Token.Sort.SIGN));
      begins &= sort == Token.Sort.SIGN;
      at = end;
    }
    return tokens;
  }

  /** A full stop within a number, or behind a single letter or "p.m", ends nothing. */
  private static boolean endsSentence(String text, int at) {
    if (text.charAt(at) != '.') {
      return true;
    }
    boolean last = at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1));
    boolean letter =
        at > 0
            && Character.isLetter(text.charAt(at - 1))
            && (at == 1 || !Character.isLetter(text.charAt(at - 2)));
    return last && !letter;
  }

  private static int end(String text, int from) {
    char first = text.charAt(from);
    int at = from + 1;
    if (Character.isLetter(first)) {
      while (at < text.length() && isOfWord(text, at)) {
        at++;
      }
    } else if (Character.isDigit(first)) {
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private static boolean isOfWord(String text, int at) {
    char one = text.charAt(at);
    boolean inside =
        one == '\'' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    return Character.isLetter(one)
        || inside
        || Character.getType(one) == Character.NON_SPACING_MARK;
  }

  /** Small, without the genitive's ending, and in the script that most of its letters have. */
  private static String word(String typed) {
    long cyrillic = typed.chars().filter(Text::isCyrillic).count();
    long latin = typed.chars().filter(one -> Character.isLetter(one) && !isCyrillic(one)).count();
    String word = typed;
    if (cyrillic > 0 && latin > 0) {
      word = cyrillic >= latin ? mapped(typed, LATIN, CYRILLIC) : mapped(typed, CYRILLIC, LATIN);
    }
    String small = word.toLowerCase(Locale.ROOT);
    return small.endsWith("'s") ? small.substring(0, small.length() - 2) : small;
  }

  private static boolean isCyrillic(int one) {
    return Character.UnicodeScript.of(one) == Character.UnicodeScript.CYRILLIC;
  }

  private static String mapped(String text, String from, String to) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      int place = from.indexOf(out.charAt(i));
      if (place >= 0) {
        out.setCharAt(i, to.charAt(place));
      }
    }
    return out.toString();
  }
}

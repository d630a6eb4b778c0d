package parley.node.press.recogniser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers and ordinals from 1 to 60, in digits and in the words of both languages. */
final class Numerals {
  private static final Map<String, Integer> CARDINALS = new HashMap<>();
  private static final Map<String, Integer> ORDINALS = new HashMap<>();
  private static final List<String> SUFFIXES =
      List.of(
          "st", "nd", "rd", "th", "го", "ого", "е", "ое", "му", "ому", "й", "ый", "ая", "м", "х");

  static {
    cardinals(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            + " sixteen seventeen eighteen nineteen twenty");
    tens(CARDINALS, "thirty forty fifty sixty ninety");
    ordinals(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            + " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
            + " twentieth");
    tens(ORDINALS, "thirtieth fortieth fiftieth sixtieth ninetieth");
    russianCardinals();
    russianOrdinals();
  }

  private Numerals() {}

  /**
   * A number in a text.
   *
   * @param next the place behind it
   * @param isOrdinal whether it is one by its form
   * @param isDigits whether it was written in digits
   */
  record Number(int value, int next, boolean isOrdinal, boolean isDigits) {}

  /** The number that begins at a place. */
  static Optional<Number> at(List<Token> tokens, int at) {
    if (at < 0 || at >= tokens.size()) {
      return Optional.empty();
    }
    Token first = tokens.get(at);
    return switch (first.sort()) {
      case NUMBER -> Optional.of(digits(tokens, at));
      case WORD -> words(tokens, at);
      case SIGN -> Optional.empty();
    };
  }

  private static Number digits(List<Token> tokens, int at) {
    String text = tokens.get(at).text();
    int value = text.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(text);
    int next = at + 1;
    int suffix = isGlued(tokens, next, "-") ? next + 1 : next;
    boolean ordinal =
        suffix < tokens.size()
            && tokens.get(suffix).isGlued()
            && SUFFIXES.contains(tokens.get(suffix).text());
    return new Number(value, ordinal ? suffix + 1 : next, ordinal, true);
  }

  private static Optional<Number> words(List<Token> tokens, int at) {
    String first = tokens.get(at).text();
    if (ORDINALS.containsKey(first)) {
      return Optional.of(new Number(ORDINALS.get(first), at + 1, true, false));
    }
    Integer value = CARDINALS.get(first);
    if (value == null) {
      return Optional.empty();
    }
    int next = at + 1;
    int second = next < tokens.size() && tokens.get(next).is("-") ? next + 1 : next;
    if (value >= 20 && value % 10 == 0 && second < tokens.size()) {
      String unit = tokens.get(second).text();
      Integer ordinal = ORDINALS.get(unit);
      if (ordinal != null && ordinal < 10) {
        return Optional.of(new Number(value + ordinal, second + 1, true, false));
      }
      Integer cardinal = CARDINALS.get(unit);
      if (cardinal != null && cardinal < 10) {
        return Optional.of(new Number(value + cardinal, second + 1, false, false));
      }
    }
    return Optional.of(new Number(value, next, false, false));
  }

  private static boolean isGlued(List<Token> tokens, int at, String text) {
    return at < tokens.size() && tokens.get(at).is(text) && tokens.get(at).isGlued();
  }

  private static void cardinals(String words) {
    count(CARDINALS, words);
  }

  private static void ordinals(String words) {
    count(ORDINALS, words);
  }

  private static void count(Map<String, Integer> into, String words) {
    int value = 1;
    for (String word : words.split(" ")) {
      into.put(word, value++);
    }
  }

  /** Thirty to sixty, and ninety, because calls last as long in minutes. */
  private static void tens(Map<String, Integer> into, String words) {
    int value = 30;
    for (String word : words.split(" ")) {
      into.put(word, value == 70 ? 90 : value);
      value += 10;
    }
  }

  private static void forms(Map<String, Integer> into, int value, String stem, String endings) {
    for (String ending : endings.split(" ")) {
      into.put(stem + (ending.equals("-") ? "" : ending), value);
    }
  }

  private static void russianCardinals() {
    forms(CARDINALS, 1, "од", "ин ного ному ним ном на ной ну но");
    forms(CARDINALS, 2, "дв", "а е ух ум умя");
    forms(CARDINALS, 3, "тр", "и ех ем емя");
    forms(CARDINALS, 4, "четыр", "е ех ем ьмя");
    forms(CARDINALS, 8, "вос", "емь ьми ьмью емью");
    String[] soft = {
      "5 пят",
      "6 шест",
      "7 сем",
      "9 девят",
      "10 десят",
      "11 одиннадцат",
      "12 двенадцат",
      "13 тринадцат",
      "14 четырнадцат",
      "15 пятнадцат",
      "16 шестнадцат",
      "17 семнадцат",
      "18 восемнадцат",
      "19 девятнадцат",
      "20 двадцат",
      "30 тридцат"
    };
    for (String each : soft) {
      String[] parts = each.split(" ");
      forms(CARDINALS, Integer.parseInt(parts[0]), parts[1], "ь и ью");
    }
    forms(CARDINALS, 40, "сорок", "- а");
    forms(CARDINALS, 50, "пят", "ьдесят идесяти ьюдесятью");
    forms(CARDINALS, 60, "шест", "ьдесят идесяти ьюдесятью");
    forms(CARDINALS, 90, "девяност", "о а");
  }

  private static void russianOrdinals() {
    String hard = "ый ой ого ому ым ом ая ую ое ые ых ыми";
    String[] stems = {
      "1 перв",
      "2 втор",
      "4 четверт",
      "5 пят",
      "6 шест",
      "7 седьм",
      "8 восьм",
      "9 девят",
      "10 десят",
      "11 одиннадцат",
      "12 двенадцат",
      "13 тринадцат",
      "14 четырнадцат",
      "15 пятнадцат",
      "16 шестнадцат",
      "17 семнадцат",
      "18 восемнадцат",
      "19 девятнадцат",
      "20 двадцат",
      "30 тридцат",
      "40 сороков",
      "50 пятидесят",
      "60 шестидесят"
    };
    for (String each : stems) {
      String[] parts = each.split(" ");
      forms(ORDINALS, Integer.parseInt(parts[0]), parts[1], hard);
    }
    forms(ORDINALS, 3, "трет", "ий ьего ьему ьим ьем ья ью ьей ье ьи ьих");
  }
}

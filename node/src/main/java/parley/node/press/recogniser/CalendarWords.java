package parley.node.press.recogniser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Names of months, days, seasons and feasts in both languages. */
final class CalendarWords {
  private static final List<List<String>> MONTHS =
      List.of(
          List.of("january", "jan"),
          List.of("february", "feb"),
          List.of("march", "mar"),
          List.of("april", "apr"),
          List.of("may"),
          List.of("june", "jun"),
          List.of("july", "jul"),
          List.of("august", "aug"),
          List.of("september", "sept", "sep"),
          List.of("october", "oct"),
          List.of("november", "nov"),
          List.of("december", "dec"));
  private static final List<String> RUSSIAN_MONTHS =
      List.of(
          "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр",
          "ноябр", "декабр");
  private static final Set<String> SOFT = Set.of("ь", "я", "ю", "е", "ем", "и", "ей", "ям", "ях");
  private static final Set<String> HARD = Set.of("", "а", "у", "е", "ом", "ы", "ов");
  private static final Set<String> MAY = Set.of("й", "я", "ю", "е", "ем");
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final Map<String, Integer> SHORT_DAYS =
      Map.of("mon", 1, "tue", 2, "tues", 2, "wed", 3, "thu", 4, "thur", 4, "thurs", 4, "fri", 5);
  private static final List<Set<String>> RUSSIAN_DAYS =
      List.of(
          Set.of(
              "понедельник",
              "понедельника",
              "понедельнику",
              "понедельником",
              "понедельнике",
              "понедельники",
              "понедельникам"),
          Set.of("вторник", "вторника", "вторнику", "вторником", "вторнике", "вторникам"),
          Set.of("среду", "среды", "среда", "среде", "средой", "средам"),
          Set.of("четверг", "четверга", "четвергу", "четвергом", "четверге", "четвергам"),
          Set.of("пятница", "пятницы", "пятнице", "пятницу", "пятницей", "пятницам"),
          Set.of("суббота", "субботы", "субботе", "субботу", "субботой", "субботам"),
          Set.of("воскресенье", "воскресенья", "воскресенью", "воскресеньем", "воскресеньям"));
  private static final Set<String> BEFORE_WEDNESDAY =
      Set.of("в", "во", "до", "к", "ко", "на", "с", "со", "после", "перед", "по", "не", "или", "и");
  private static final Map<String, Integer> SEASONS =
      Map.of(
          "winter", 12, "зимы", 12, "spring", 3, "весны", 3, "summer", 6, "лета", 6, "autumn", 9,
          "осени", 9);
  private static final List<String> FEASTS =
      List.of(
          "christmas",
          "easter",
          "epiphany",
          "thanksgiving",
          "ramadan",
          "hanukkah",
          "advent",
          "рождеств",
          "пасх",
          "крещени",
          "рамадан",
          "ханук",
          "масленниц",
          "покров");

  private CalendarWords() {}

  /** The month of a word: 1 to 12. */
  static OptionalInt month(Token token) {
    String word = token.text();
    for (int i = 0; i < MONTHS.size(); i++) {
      boolean capital = token.isCapital() || word.length() > 5;
      if (MONTHS.get(i).contains(word) && capital) {
        return OptionalInt.of(i + 1);
      }
      String stem = RUSSIAN_MONTHS.get(i);
      if (word.startsWith(stem) && endings(i).contains(word.substring(stem.length()))) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  private static Set<String> endings(int month) {
    return switch (month) {
      case 2, 7 -> HARD;
      case 4 -> MAY;
      default -> SOFT;
    };
  }

  /** The day of the week of the word at a place: 1 for Monday. */
  static OptionalInt weekday(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    String word = token.text();
    for (int i = 0; i < DAYS.size(); i++) {
      if (word.equals(DAYS.get(i)) || word.equals(DAYS.get(i) + "s")) {
        return OptionalInt.of(i + 1);
      }
      if (RUSSIAN_DAYS.get(i).contains(word) && (i != 2 || isWednesday(tokens, at))) {
        return OptionalInt.of(i + 1);
      }
    }
    return token.isCapital() && SHORT_DAYS.containsKey(word)
        ? OptionalInt.of(SHORT_DAYS.get(word))
        : OptionalInt.empty();
  }

  /** The word for Wednesday is that for surroundings too: "в среде" are no days. */
  private static boolean isWednesday(List<Token> tokens, int at) {
    String before = at > 0 ? tokens.get(at - 1).text() : "";
    boolean modified = before.endsWith("ую") && Words.WHICH.stream().anyMatch(before::startsWith);
    return switch (tokens.get(at).text()) {
      case "среду" -> modified || BEFORE_WEDNESDAY.contains(before);
      case "среде" -> Set.of("к", "ко").contains(before);
      case "среда" -> at == 0 || !tokens.get(at - 1).isWord();
      default -> BEFORE_WEDNESDAY.contains(before);
    };
  }

  /** The month with which a season begins. */
  static Optional<Integer> season(String word) {
    return Optional.ofNullable(SEASONS.get(word));
  }

  static boolean isFeast(String word) {
    return FEASTS.stream().anyMatch(word::startsWith);
  }
}

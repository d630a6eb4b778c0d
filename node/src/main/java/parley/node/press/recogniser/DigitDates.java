package parley.node.press.recogniser;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds dates in digits alone: 1.12.2026, 1/12 both ways round, 2026-12-01. */
record DigitDates(List<Token> tokens, Days days) {
  private static final int YEAR_DIGITS = 4;

  List<Found> all() {
    List<Found> all = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      Optional<Found> found = at(at);
      found.ifPresent(all::add);
      at = found.map(Found::next).orElse(at + 1);
    }
    return all;
  }

  private Optional<Found> at(int at) {
    boolean inside = at > 1 && tokens.get(at).isGlued() && isMark(at - 1) && isNumber(at - 2);
    if (inside || !isNumber(at) || !isMark(at + 1) || !isGluedNumber(at + 2)) {
      return Optional.empty();
    }
    boolean full =
        isMark(at + 3) && tokens.get(at + 1).is(tokens.get(at + 3).text()) && isGluedNumber(at + 4);
    if (tokens.get(at).text().length() == YEAR_DIGITS) {
      return full
          ? Optional.of(
              dated(at, at + 5, number(at), List.of(new int[] {number(at + 2), number(at + 4)})))
          : Optional.empty();
    }
    int one = number(at);
    int two = number(at + 2);
    List<int[]> ways = new ArrayList<>(List.of(new int[] {two, one}));
    if (tokens.get(at + 1).is("/")) {
      ways.add(new int[] {one, two});
    }
    if (full) {
      int year = number(at + 4) + (tokens.get(at + 4).text().length() == 2 ? 2000 : 0);
      return Optional.of(dated(at, at + 5, year, ways));
    }
    return tokens.get(at + 1).is("-") ? Optional.empty() : yearless(at, ways);
  }

  /** Without a year it is a date only if its month has two digits, and nothing is counted in it. */
  private Optional<Found> yearless(int at, List<int[]> ways) {
    boolean slash = tokens.get(at + 1).is("/");
    boolean counted =
        at + 3 < tokens.size()
            && (tokens.get(at + 3).is("%") || isMark(at + 3) && isGluedNumber(at + 4));
    if (counted || !slash && tokens.get(at + 2).text().length() != 2) {
      return Optional.empty();
    }
    List<Found.Span> spans =
        ways.stream()
            .filter(way -> way[0] >= 1 && way[0] <= 12 && way[1] >= 1 && way[1] <= 31)
            .flatMap(way -> days.dayOf(way[0], way[1]).stream())
            .toList();
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(at, at + 3, Found.Grain.DAY, spans));
  }

  private static Found dated(int first, int next, int year, List<int[]> ways) {
    List<Found.Span> spans =
        ways.stream()
            .filter(way -> year > 0 && year < 10_000 && Days.isDay(year, way[0], way[1]))
            .map(way -> Found.Span.of(LocalDate.of(year, way[0], way[1])))
            .toList();
    return new Found(first, next, Found.Grain.DAY, spans);
  }

  private boolean isMark(int at) {
    return at < tokens.size() && tokens.get(at).isGlued() && "./-".contains(tokens.get(at).text());
  }

  private boolean isNumber(int at) {
    return at < tokens.size()
        && tokens.get(at).sort() == Token.Sort.NUMBER
        && tokens.get(at).text().length() <= YEAR_DIGITS;
  }

  private boolean isGluedNumber(int at) {
    return isNumber(at) && tokens.get(at).isGlued();
  }

  private int number(int at) {
    return Integer.parseInt(tokens.get(at).text());
  }
}

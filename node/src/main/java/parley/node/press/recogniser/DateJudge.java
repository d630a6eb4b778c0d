package parley.node.press.recogniser;

import static parley.node.press.recogniser.Words.begins;
import static parley.node.press.recogniser.Words.is;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import parley.dossier.model.DateLevel;
import parley.node.press.recogniser.Mention.Kind;
import parley.node.press.recogniser.Mention.Verdict;

/** Says what dates and times in a text tell of the agreed one, and of those that were proposed. */
record DateJudge(List<Token> tokens, Known known) {
  private static final int REACH = 6;
  private static final Duration NEAR = Duration.ofHours(1);

  List<Judged> all() {
    List<Found> dates = dates();
    List<Judged> judged = new ArrayList<>();
    dates.forEach(
        date ->
            judged.add(
                new Judged(date.first(), date.next(), Kind.DATE, verdict(date, date.grain()))));
    new Clocks(tokens)
        .all().stream()
            .filter(
                clock -> dates.stream().noneMatch(date -> lies(clock.first(), clock.next(), date)))
            .forEach(clock -> judged.add(judged(clock, dates)));
    judged.addAll(agreements());
    return judged;
  }

  /** Dates in words, and those in digits that lie over none of them. */
  private List<Found> dates() {
    Days days = Days.of(known);
    List<Found> digits = new DigitDates(tokens, days).all();
    List<Found> words =
        new DateReader(tokens, days)
            .all().stream()
                .filter(
                    date ->
                        digits.stream().noneMatch(other -> lies(date.first(), date.next(), other)))
                .toList();
    return Stream.concat(digits.stream(), words.stream())
        .sorted(Comparator.comparingInt(Found::first))
        .toList();
  }

  private static boolean lies(int first, int next, Found other) {
    return first < other.next() && other.first() < next;
  }

  private Verdict verdict(Found date, Found.Grain grain) {
    if (known.allowed().allows(grain.needed())) {
      return Verdict.FREE;
    }
    if (date.spans().isEmpty()) {
      return Verdict.ASK;
    }
    if (grain == Found.Grain.MONTH) {
      return isPast(date) ? Verdict.FREE : Verdict.ASK;
    }
    if (known.days().anyMatch(day -> date.spans().stream().anyMatch(span -> span.isNear(day)))) {
      return Verdict.STOP;
    }
    return isPast(date) ? Verdict.FREE : Verdict.ASK;
  }

  private boolean isPast(Found date) {
    LocalDate today = known.todays().min(LocalDate::compareTo).orElseThrow();
    return date.spans().stream().allMatch(span -> span.to().isBefore(today));
  }

  /** A time of day is of the dates of its sentence; without one, of the talk. */
  private Judged judged(Clocks.Clock clock, List<Found> dates) {
    int sentence = tokens.get(clock.first()).sentence();
    List<Found> near =
        dates.stream().filter(date -> tokens.get(date.first()).sentence() == sentence).toList();
    return new Judged(clock.first(), clock.next(), Kind.TIME, verdict(clock, near));
  }

  private Verdict verdict(Clocks.Clock clock, List<Found> near) {
    if (known.allowed().allows(DateLevel.HOUR)) {
      return Verdict.FREE;
    }
    boolean placed = near.stream().anyMatch(date -> !date.spans().isEmpty());
    if (placed) {
      List<Verdict> verdicts = near.stream().map(date -> verdict(date, Found.Grain.HOUR)).toList();
      return verdicts.contains(Verdict.STOP)
          ? Verdict.STOP
          : verdicts.contains(Verdict.ASK) ? Verdict.ASK : Verdict.FREE;
    }
    return !clock.isBare() && clock.times().stream().anyMatch(this::isNearOne)
        ? Verdict.STOP
        : Verdict.ASK;
  }

  private boolean isNearOne(LocalTime time) {
    return known.hours().anyMatch(hour -> apart(hour, time).compareTo(NEAR) < 0);
  }

  private static Duration apart(LocalTime one, LocalTime other) {
    Duration between = Duration.between(one, other).abs();
    Duration round = Duration.ofDays(1).minus(between);
    return between.compareTo(round) < 0 ? between : round;
  }

  /** "A date has been agreed" tells that there is one. */
  private List<Judged> agreements() {
    if (known.allowed().allows(DateLevel.DATE_AGREED)) {
      return List.of();
    }
    List<Judged> all = new ArrayList<>();
    for (int at = 0; at < tokens.size(); at++) {
      if (is(
          tokens, at, "date", "day", "дата", "дату", "дате", "даты", "датой", "срок", "сроки",
          "день")) {
        int from = at;
        for (int near = Math.max(0, at - REACH);
            near < Math.min(tokens.size(), at + REACH);
            near++) {
          if (isAgreed(near) && tokens.get(near).sentence() == tokens.get(from).sentence()) {
            all.add(
                new Judged(
                    Math.min(from, near), Math.max(from, near) + 1, Kind.DATE, agreement(from)));
            break;
          }
        }
      }
    }
    return all;
  }

  private boolean isAgreed(int at) {
    return is(tokens, at, "agreed", "set", "fixed", "settled", "chosen", "confirmed")
        || begins(
            tokens,
            at,
            "согласован",
            "назначен",
            "определен",
            "установлен",
            "договорил",
            "утвержд");
  }

  /** A denial tells too, but not so surely. */
  private Verdict agreement(int at) {
    int sentence = tokens.get(at).sentence();
    boolean denied =
        tokens.stream()
            .filter(each -> each.sentence() == sentence)
            .anyMatch(
                each ->
                    List.of("no", "not", "yet", "не", "нет", "пока", "never", "when", "if", "once")
                        .contains(each.text()));
    return known.agreed().isEmpty() || denied ? Verdict.ASK : Verdict.STOP;
  }
}

package parley.node.press.recogniser;

import static parley.node.press.recogniser.Words.begins;
import static parley.node.press.recogniser.Words.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.node.press.recogniser.Mention.Kind;
import parley.node.press.recogniser.Mention.Verdict;

/** Finds how long something lasts: "ninety minutes", "an hour and a half", "полтора часа". */
record Lengths(List<Token> tokens) {
  private static final int HOUR = 60;
  private static final int HALF = 30;

  /** A length in minutes. */
  private record Length(int first, int next, int minutes) {}

  /** What the lengths of a text tell. */
  List<Judged> all(Known known) {
    List<Judged> all = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      Optional<Length> length = at(at);
      length.flatMap(found -> judged(found, known)).ifPresent(all::add);
      at = length.map(Length::next).orElse(at + 1);
    }
    return all;
  }

  private Optional<Judged> judged(Length length, Known known) {
    if (known.open().contains(Known.Open.FORMAT)) {
      return Optional.empty();
    }
    boolean agreed = known.minutes().filter(minutes -> minutes == length.minutes()).isPresent();
    boolean talk = Words.isOfTalk(tokens, tokens.get(length.first()).sentence());
    return agreed || talk
        ? Optional.of(
            new Judged(
                length.first(), length.next(), Kind.DURATION, agreed ? Verdict.STOP : Verdict.ASK))
        : Optional.empty();
  }

  private Optional<Length> at(int at) {
    String word = tokens.get(at).text();
    if (word.startsWith("полуторачас") || word.startsWith("полуторо") && word.contains("час")) {
      return Optional.of(new Length(at, at + 1, HOUR + HALF));
    }
    if (is(tokens, at, "полтора", "полутора") && begins(tokens, at + 1, "час")) {
      return Optional.of(new Length(at, at + 2, HOUR + HALF));
    }
    if (is(tokens, at, "полчаса", "получаса") || word.startsWith("получасов")) {
      return Optional.of(new Length(at, at + 1, HALF));
    }
    if (is(tokens, at, "half") && is(tokens, at + 1, "an") && is(tokens, at + 2, "hour")) {
      return Optional.of(new Length(at, at + 3, HALF));
    }
    if (is(tokens, at, "an") && is(tokens, at + 1, "hour")
        || is(tokens, at, "час") && !isClock(at)) {
      int next = is(tokens, at, "час") ? at + 1 : at + 2;
      return Optional.of(more(at, next, HOUR));
    }
    return counted(at);
  }

  /** "At one hour" is no length, nor is "в час". */
  private boolean isClock(int at) {
    return is(tokens, at - 1, "в", "во", "к", "до", "с", "после", "около")
        || Numerals.at(tokens, at - 1).isPresent();
  }

  private Optional<Length> counted(int at) {
    Optional<Numerals.Number> number =
        Numerals.at(tokens, at).filter(each -> !each.isOrdinal() && each.value() < 1000);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    int next = number.get().next();
    int value = number.get().value();
    boolean point =
        is(tokens, next, ".", ",") && is(tokens, next + 1, "5") && tokens.get(next + 1).isGlued();
    boolean half =
        is(tokens, next, "and") && is(tokens, next + 1, "a") && is(tokens, next + 2, "half");
    int unit = point ? next + 2 : half ? next + 3 : is(tokens, next, "-") ? next + 1 : next;
    if (is(tokens, unit, "minute", "minutes", "min", "mins") || begins(tokens, unit, "минут")) {
      return Optional.of(new Length(at, unit + 1, value));
    }
    boolean hours =
        is(tokens, unit, "hour", "hours", "hr", "hrs")
            || begins(tokens, unit, "час")
                && !is(tokens, at - 1, "в", "к", "до", "с", "после", "около");
    int minutes = value * HOUR + (point || half ? HALF : 0);
    return hours ? Optional.of(more(at, unit + 1, minutes)) : Optional.empty();
  }

  /** "… and a half", "… thirty", "… с половиной", "… and thirty minutes". */
  private Length more(int first, int next, int minutes) {
    int place = is(tokens, next, "and", "и", "с") ? next + 1 : next;
    if (is(tokens, place, "a") && is(tokens, place + 1, "half")) {
      return new Length(first, place + 2, minutes + HALF);
    }
    if (begins(tokens, place, "половин")) {
      return new Length(first, place + 1, minutes + HALF);
    }
    Optional<Numerals.Number> rest =
        Numerals.at(tokens, place).filter(each -> !each.isOrdinal() && each.value() < HOUR);
    if (rest.isEmpty()) {
      return new Length(first, next, minutes);
    }
    boolean unit =
        is(tokens, rest.get().next(), "minute", "minutes")
            || begins(tokens, rest.get().next(), "минут");
    return new Length(
        first, unit ? rest.get().next() + 1 : rest.get().next(), minutes + rest.get().value());
  }
}

package parley.node.press.recogniser;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import parley.node.press.corpus.Corpus;
import parley.node.press.corpus.Corpus.Kind;
import parley.node.press.corpus.Corpus.Truth;
import parley.node.press.recogniser.Mention.Verdict;
import parley.node.words.Language;

/** What the recogniser makes of the corpus, counted as docs/RECOGNISER.md does. */
final class CorpusFigures {
  private CorpusFigures() {}

  /** What was found of a sentence. */
  record Result(Corpus.Line line, Verdict found) {
    boolean isMiss() {
      return line.truth() != Truth.HARMLESS && found == Verdict.FREE;
    }

    boolean isAsked() {
      return line.truth() == Truth.STOP && found == Verdict.ASK;
    }

    boolean isFalseAlarm() {
      return line.truth() == Truth.HARMLESS && found == Verdict.STOP;
    }

    boolean isAskedForNothing() {
      return line.truth() == Truth.HARMLESS && found == Verdict.ASK;
    }
  }

  static List<Mention> read(Corpus.Line line) {
    Known known =
        RecogniserWorld.known(
            line.said() == Corpus.Said.BEFORE ? RecogniserWorld.BEFORE : RecogniserWorld.AFTER,
            line.level(),
            open(line.disclosed()),
            line.disclosed().contains(Kind.ITEM));
    return Recogniser.read(line.sentence(), known);
  }

  static List<Result> all(Language language, BiFunction<Corpus.Line, Known, Verdict> reader) {
    return Corpus.in(language).stream()
        .map(line -> new Result(line, reader.apply(line, RecogniserWorld.known(line.level()))))
        .toList();
  }

  static List<Result> all(Language language) {
    return all(language, (line, known) -> Recogniser.verdict(read(line)));
  }

  private static Set<Known.Open> open(Set<Kind> disclosed) {
    List<Known.Open> open = new ArrayList<>();
    if (disclosed.contains(Kind.LENGTH)) {
      open.add(Known.Open.FORMAT);
    }
    if (disclosed.contains(Kind.WHO)) {
      open.add(Known.Open.PARTICIPANTS);
    }
    return Set.copyOf(open);
  }

  /** The rows of the table, in its order. */
  static String table() {
    StringBuilder out = new StringBuilder();
    for (Language language : Language.values()) {
      List<Result> results = all(language);
      Map<String, Predicate<Result>> rows = new TreeMap<>();
      rows.put("1misses, of 40", Result::isMiss);
      rows.put("2asked, of 33", Result::isAsked);
      rows.put("3false alarms, of 40", Result::isFalseAlarm);
      rows.put("4asked for nothing, of 40", Result::isAskedForNothing);
      rows.forEach(
          (name, test) -> {
            out.append("| ").append(language == Language.EN ? "English: " : "Russian: ");
            out.append(name.substring(1));
            Map<Kind, Long> counts = new EnumMap<>(Kind.class);
            results.stream()
                .filter(test)
                .forEach(each -> counts.merge(each.line().kind(), 1L, Long::sum));
            for (Kind kind : Kind.values()) {
              out.append(" | ").append(counts.getOrDefault(kind, 0L));
            }
            long sum = counts.values().stream().mapToLong(Long::longValue).sum();
            out.append(" | ").append(sum).append(" |\n");
          });
    }
    return out.toString();
  }

  /** Prints the table, and with an argument each sentence that was not read rightly. */
  public static void main(String[] arguments) {
    System.out.print(table());
    for (Language language : Language.values()) {
      all(language).stream()
          .filter(each -> each.isMiss() || each.isFalseAlarm())
          .forEach(
              each ->
                  System.out.println(
                      each.line().id() + "\t" + (each.isMiss() ? "miss" : "false alarm")));
      if (arguments.length > 0) {
        all(language).stream()
            .filter(
                each ->
                    each.isMiss()
                        || each.isAsked()
                        || each.isFalseAlarm()
                        || each.isAskedForNothing())
            .forEach(
                each ->
                    System.out.println(
                        each.line() + "\n   " + each.found() + " " + read(each.line())));
      }
    }
  }
}

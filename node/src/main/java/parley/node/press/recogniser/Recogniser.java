package parley.node.press.recogniser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parley.node.press.recogniser.Mention.Kind;
import parley.node.press.recogniser.Mention.Verdict;

/**
 * Reads what a person typed, in English and Russian at once, and says which words tell more of the
 * talk than is allowed and which a second person has to look at. Its time is bounded by the text's
 * length: no pattern turns back on itself.
 */
public final class Recogniser {
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)\\b(?:https?://|www\\.)\\S{1,300}|[\\w.+-]{1,60}@[\\w-]{1,60}\\.[\\w.-]{2,60}|\\+\\d[\\d"
              + " ()-]{7,20}\\d|\\b(?=[A-Za-z+/_-]{0,40}\\d)[A-Za-z0-9+/_-]{20,400}={0,2}");

  private Recogniser() {}

  /** Everything that the text mentions and that is not plainly free, in order. */
  public static List<Mention> read(String text, Known known) {
    Text read = Text.of(text);
    List<Token> tokens = read.tokens();
    List<Judged> judged =
        Stream.of(
                new DateJudge(tokens, known).all(),
                new Lengths(tokens).all(known),
                new Names(tokens, known).all(),
                new Points(tokens, known).all())
            .flatMap(List::stream)
            .filter(each -> each.verdict() != Verdict.FREE)
            .toList();
    List<Mention> mentions = new ArrayList<>();
    judged.forEach(each -> mentions.add(mention(read, each)));
    links(read, mentions);
    hidden(read, mentions);
    mentions.sort(Comparator.comparingInt(Mention::from).thenComparing(Mention::kind));
    return mentions.stream().distinct().toList();
  }

  /** What the text comes to as a whole. */
  public static Verdict verdict(List<Mention> mentions) {
    return mentions.stream().anyMatch(each -> each.verdict() == Verdict.STOP)
        ? Verdict.STOP
        : mentions.isEmpty() ? Verdict.FREE : Verdict.ASK;
  }

  private static Mention mention(Text text, Judged judged) {
    int from = text.tokens().get(judged.first()).from();
    int to = text.tokens().get(judged.next() - 1).to();
    return new Mention(from, to, judged.kind(), judged.verdict(), text.quoted(from, to));
  }

  private static void links(Text text, List<Mention> mentions) {
    Matcher matcher = LINK.matcher(text.plain());
    while (matcher.find()) {
      int from = text.places()[matcher.start()];
      int to = text.places()[matcher.end()];
      mentions.add(new Mention(from, to, Kind.LINK, Verdict.ASK, text.quoted(from, to)));
    }
  }

  /** What nobody sees, and what lets readers see another order than was cleared. */
  private static void hidden(Text text, List<Mention> mentions) {
    String raw = text.raw();
    for (int at = 0; at < raw.length(); at++) {
      char one = raw.charAt(at);
      boolean isHidden =
          one >= '\u200B' && one <= '\u200D'
              || one == '\u2060'
              || one == '\uFEFF'
              || one >= '\u202A' && one <= '\u202E'
              || one >= '\u2066' && one <= '\u2069';
      if (isHidden) {
        mentions.add(
            new Mention(at, at + 1, Kind.HIDDEN, Verdict.STOP, "U+%04X".formatted((int) one)));
      }
    }
  }
}

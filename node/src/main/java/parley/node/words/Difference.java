package parley.node.words;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What was changed between two texts, word by word. Pure. */
public final class Difference {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\s+|[^\\s\\p{L}\\p{M}\\p{N}]");

  /** Longest stretch without a change that is shown whole; a longer one shows its ends. */
  private static final int LONG = 240;

  private static final int END = 100;

  private Difference() {}

  /** Whether a piece is in both texts or in one. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A stretch of text. */
  public record Piece(Kind kind, String text) {}

  /** The later text with what was removed from the earlier one in its place. */
  public static List<Piece> of(String before, String after) {
    List<Piece> pieces = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(words(before), words(after), true).getDeltas()) {
      String old = String.join("", delta.getSource().getLines());
      String now = String.join("", delta.getTarget().getLines());
      switch (delta.getType()) {
        case EQUAL -> pieces.add(new Piece(Kind.SAME, shortened(old)));
        case DELETE -> pieces.add(new Piece(Kind.REMOVED, old));
        case INSERT -> pieces.add(new Piece(Kind.ADDED, now));
        case CHANGE -> {
          pieces.add(new Piece(Kind.REMOVED, old));
          pieces.add(new Piece(Kind.ADDED, now));
        }
      }
    }
    return pieces;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String shortened(String text) {
    return text.length() <= LONG
        ? text
        : text.substring(0, END) + " … " + text.substring(text.length() - END);
  }
}

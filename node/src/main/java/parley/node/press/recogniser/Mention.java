package parley.node.press.recogniser;

import parley.node.words.Slug;

/**
 * Words that tell something, or may.
 *
 * @param from the first sign of them in the text as typed
 * @param to behind the last
 */
public record Mention(int from, int to, Kind kind, Verdict verdict, String quoted) {
  /** What they tell of. */
  public enum Kind {
    DATE,
    TIME,
    DURATION,
    PERSON,
    PLACE,
    ITEM,
    LINK,
    /** Signs that are not seen, or that turn the order of others. */
    HIDDEN;

    /** Its name in keys of words. */
    public String slug() {
      return Slug.of(this);
    }
  }

  /** What follows from them. */
  public enum Verdict {
    /** They tell no more than is allowed. */
    FREE,
    /** They tell more than is allowed. */
    STOP,
    /** They may: a person has to look. */
    ASK
  }
}

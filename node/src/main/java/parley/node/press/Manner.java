package parley.node.press;

import java.util.Arrays;
import java.util.Optional;
import parley.node.words.Slug;

/**
 * How a statement goes out, beside its words.
 *
 * @param attribution under whose name
 * @param onStory whether it stands on the page of this talk: then readers know it to be about one
 *     talk with the others there
 * @param expected when the statement is expected of which a notice tells
 */
public record Manner(Attribution attribution, boolean onStory, Expected expected) {
  /** By name, standing by itself. */
  static final Manner PLAIN = new Manner(Attribution.ON_RECORD, false, Expected.NONE);

  /** Under whose name a statement is released. */
  public enum Attribution {
    ON_RECORD,
    /** Readers learn the delegation and no name or office. */
    SENIOR_OFFICIAL;

    /** Its name in forms and in keys of words. */
    public String slug() {
      return Slug.of(this);
    }

    static Optional<Attribution> ofSlug(String slug) {
      return Arrays.stream(values()).filter(each -> each.slug().equals(slug)).findFirst();
    }
  }

  /** What a notice says of when its statement comes; nothing finer can be said. */
  public enum Expected {
    NONE,
    TODAY,
    THIS_WEEK;

    /** Its name in forms and in keys of words. */
    public String slug() {
      return Slug.of(this);
    }

    static Optional<Expected> ofSlug(String slug) {
      return Arrays.stream(values()).filter(each -> each.slug().equals(slug)).findFirst();
    }
  }

  Manner onStory(boolean wanted) {
    return new Manner(attribution, wanted, expected);
  }
}

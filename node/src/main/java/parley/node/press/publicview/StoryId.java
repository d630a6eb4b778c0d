package parley.node.press.publicview;

import java.util.random.RandomGenerator;

/**
 * What a reader may know as one talk: statements of a room that bear the same one stand on one
 * page. It is drawn for the public alone and says nothing of the talk's own name. Written as a
 * {@link StatementId} is.
 */
public record StoryId(String value) {
  public StoryId {
    if (!StatementId.isId(value)) {
      throw new IllegalArgumentException("not a story's id");
    }
  }

  /**
   * A name that nobody can guess.
   *
   * @param random must be secure
   */
  public static StoryId drawn(RandomGenerator random) {
    return new StoryId(StatementId.drawn(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}

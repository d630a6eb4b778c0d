package parley.node.press;

/**
 * What was typed of a statement in one language, as typed. Dates are the placeholders of {@link
 * DatePlaceholder}.
 *
 * @param body paragraphs, with empty lines between them
 */
public record DraftText(
    String headline,
    String place,
    String speaker,
    String office,
    String body,
    String caption,
    String credit,
    String alternative) {

  /** Whether the side writes nothing in this language. */
  public boolean isUnwritten() {
    return headline.isBlank() && body.isBlank();
  }

  /** Everything that a reader sees as running text. */
  String allText() {
    return String.join("\n", headline, body, caption, alternative);
  }
}

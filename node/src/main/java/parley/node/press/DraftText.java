package parley.node.press;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What was typed of a statement in one language, as typed. Dates are the placeholders of {@link
 * DatePlaceholder}.
 *
 * @param body paragraphs, with empty lines between them
 * @param note a line that says why, for a correction, a withdrawal or a notice
 */
public record DraftText(
    String headline,
    String place,
    String speaker,
    String office,
    String body,
    String caption,
    String credit,
    String alternative,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String note) {
  /** A text that was saved before there were notes has none. */
  public DraftText {
    note = Objects.requireNonNullElse(note, "");
  }

  public DraftText(
      String headline,
      String place,
      String speaker,
      String office,
      String body,
      String caption,
      String credit,
      String alternative) {
    this(headline, place, speaker, office, body, caption, credit, alternative, "");
  }

  /** The same with other words where readers look first. */
  DraftText saying(String otherHeadline, String otherBody) {
    return new DraftText(
        otherHeadline, place, speaker, office, otherBody, caption, credit, alternative, note);
  }

  /** Whether the side writes nothing in this language. */
  public boolean isUnwritten() {
    return headline.isBlank() && body.isBlank();
  }

  /** Everything that a reader sees as running text. */
  String allText() {
    return String.join("\n", headline, body, caption, alternative, note);
  }
}

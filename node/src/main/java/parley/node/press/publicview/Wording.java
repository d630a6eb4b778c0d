package parley.node.press.publicview;

import java.util.List;

/**
 * A statement in one language, as its side wrote it. Dates are words already.
 *
 * @param place where it is released, the first part of the dateline
 * @param body its paragraphs
 * @param caption under the picture; empty without one
 * @param credit whose picture it is; empty without one
 * @param alternative what the picture shows, for who cannot see it; empty without one
 * @param note a line that says why: for a correction, a withdrawal or a notice; else empty
 */
public record Wording(
    String headline,
    String place,
    String speaker,
    String office,
    List<String> body,
    String caption,
    String credit,
    String alternative,
    String note) {
  public Wording {
    body = List.copyOf(body);
  }

  /** Words without a note. */
  public Wording(
      String headline,
      String place,
      String speaker,
      String office,
      List<String> body,
      String caption,
      String credit,
      String alternative) {
    this(headline, place, speaker, office, body, caption, credit, alternative, "");
  }
}

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
 */
public record Wording(
    String headline,
    String place,
    String speaker,
    String office,
    List<String> body,
    String caption,
    String credit,
    String alternative) {
  public Wording {
    body = List.copyOf(body);
  }
}

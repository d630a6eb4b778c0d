package parley.node.press.site;

import java.util.List;
import java.util.Optional;

/**
 * A press room's front page.
 *
 * @param delegation whose room it is, by name
 * @param latest the newest statement that stands; shown in full width
 * @param earlier the others
 */
public record FrontPage(String delegation, Optional<Line> latest, List<Line> earlier) {
  public FrontPage {
    earlier = List.copyOf(earlier);
  }

  /**
   * A statement in a list.
   *
   * @param address of its page
   * @param mark that it was corrected or withdrawn since; empty when it stands
   */
  public record Line(Article article, String address, String mark) {}
}

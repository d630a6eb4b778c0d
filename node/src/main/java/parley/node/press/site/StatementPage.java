package parley.node.press.site;

import java.util.List;
import java.util.Optional;

/**
 * A statement's page.
 *
 * @param delegation whose press room it is, by name
 * @param withdrawn what to say when it was taken back: then its text is not shown
 * @param corrected what to say when another took its place
 * @param related what it answers, corrects or withdraws, and what answers it
 * @param signed the address of its signed bytes
 * @param thumbprint of the key that verifies it, in groups for reading aloud
 * @param published the minute of release by the room's clock
 */
public record StatementPage(
    String delegation,
    Article article,
    Optional<Link> withdrawn,
    Optional<Link> corrected,
    List<Link> related,
    String signed,
    String thumbprint,
    String published) {
  public StatementPage {
    related = List.copyOf(related);
  }

  /**
   * A link to another statement.
   *
   * @param words what it is to this one
   * @param dateline where and when the other was released
   */
  public record Link(String words, String headline, String dateline, String address) {}
}

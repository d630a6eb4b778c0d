package parley.node.talk;

import java.util.List;
import parley.dossier.model.Role;
import parley.node.web.Audience;
import parley.node.words.Language;

/** What waits for a person in her own side's press office. Nobody else is told of it. */
@FunctionalInterface
public interface PressMoves {
  /** Those of a side who see its drafts of statements. */
  Audience READERS = Audience.of(Role.PRINCIPAL, Role.NEGOTIATOR, Role.SPOKESPERSON);

  /**
   * A draft that waits for her.
   *
   * @param key names it on a page
   * @param words what she is to do
   * @param headline of the draft
   * @param remark of whoever returned it; empty when nobody did
   * @param action on the button
   * @param href where it is done
   */
  record Card(
      String key, String words, String headline, String remark, String action, String href) {}

  List<Card> of(Seat seat, Language language);
}

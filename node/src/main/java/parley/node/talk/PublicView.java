package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.node.words.Language;

/** What is public of a talk now, exactly as the press reads it. */
@FunctionalInterface
public interface PublicView {
  /**
   * A statement in a press room.
   *
   * @param pressRoom whose it is, by name
   * @param headline as published
   * @param dateline as published
   * @param href its public page
   */
  record Item(String pressRoom, String headline, String dateline, Optional<String> href) {}

  /** The latest statements of both sides' press rooms, latest first. */
  List<Item> now(Snapshot talk, Language language);
}

package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.node.words.Language;

/** What is public of a talk now, exactly as the press reads it. */
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

  /** Whether a statement of this delegation on this talk speaks of a time that does not stand. */
  boolean hasOutdated(Snapshot talk, String delegation);
}

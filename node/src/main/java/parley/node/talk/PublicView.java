package parley.node.talk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.node.words.Language;
import parley.node.words.Moments;

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

  /**
   * A joint statement of the talk, before and after its release.
   *
   * @param href its term
   * @param state for the look
   * @param words the state in words
   * @param lines when it is published, by whom it was, who stopped it
   * @param isEarly whether another side published it before the instant
   * @param canStop whether it can still be stopped
   */
  record Joint(
      String headline,
      String href,
      String state,
      String words,
      List<String> lines,
      boolean isEarly,
      boolean canStop,
      Instant release) {
    public Joint {
      lines = List.copyOf(lines);
    }
  }

  /** The talk's joint statements as one side's people see them. */
  default List<Joint> joint(Snapshot talk, String delegation, Moments clock, Instant now) {
    return List.of();
  }

  /** Whether a statement of this delegation on this talk speaks of a time that does not stand. */
  boolean hasOutdated(Snapshot talk, String delegation);
}

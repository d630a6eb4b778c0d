package parley.node.press;

import java.util.List;
import parley.node.talk.PressMoves;
import parley.node.talk.PublicView;

/**
 * A side's press desk for one talk.
 *
 * @param talk its id
 * @param others with whom the talk is, by name
 * @param room the slug of the own press room
 * @param waiting drafts that wait for her
 * @param joint what the sides say together, before and after its release
 * @param mayBeSaid what may be said now, subject by subject
 * @param mayDisclose whether the reader may propose that more may be said
 * @param drafts not released yet
 * @param released own statements of this talk
 * @param theirs statements in the others' press rooms, to answer
 */
public record DeskPage(
    String talk,
    String others,
    String room,
    List<PressMoves.Card> waiting,
    List<PublicView.Joint> joint,
    List<Saying> mayBeSaid,
    boolean mayDisclose,
    List<DraftLine> drafts,
    List<ReleasedLine> released,
    List<TheirLine> theirs) {
  public DeskPage {
    waiting = List.copyOf(waiting);
    joint = List.copyOf(joint);
    mayBeSaid = List.copyOf(mayBeSaid);
    drafts = List.copyOf(drafts);
    released = List.copyOf(released);
    theirs = List.copyOf(theirs);
  }

  /** A subject, and who may say how much of it. */
  public record Saying(String subject, String permission) {}

  /** A draft in the list. */
  public record DraftLine(String id, String kind, String title, String changed, StageView stage) {}

  /**
   * A released statement in the list.
   *
   * @param path below the press room's origin
   * @param mark that it was corrected or withdrawn; empty while it stands
   * @param isOutdated whether it stands and speaks of a time that does not
   * @param draft that it was
   */
  public record ReleasedLine(
      String id,
      String headline,
      String dateline,
      String path,
      String mark,
      boolean isOutdated,
      String draft) {}

  /** A statement of another side. */
  public record TheirLine(
      String room, String delegation, String id, String headline, String dateline, String path) {}
}

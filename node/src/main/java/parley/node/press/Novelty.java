package parley.node.press;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.PublicDate;
import parley.node.press.publicview.Statement;

/**
 * What a statement would tell the public that its press room has not told yet of this talk.
 *
 * @param existence whether it is the first of this talk
 * @param date what it tells of the date, when that is more or other than before
 * @param subjects keys of subjects not spoken of before
 * @param picture whether it shows a picture
 */
public record Novelty(
    boolean existence, Optional<PublicDate> date, Set<String> subjects, boolean picture) {

  /** Compares with what the side released of this talk before. */
  static Novelty of(
      Draft draft, Statement statement, Collection<Draft> before, Collection<Statement> released) {
    Set<String> subjects = new TreeSet<>(draft.subjects());
    before.forEach(earlier -> subjects.removeAll(earlier.subjects()));
    boolean known = statement.date().map(date -> isKnown(date, released)).orElse(true);
    return new Novelty(
        released.isEmpty(),
        known ? Optional.empty() : statement.date(),
        subjects,
        statement.picture().isPresent());
  }

  /**
   * The existence of a talk says that contact is possible; for the rest the very value must have
   * been told.
   */
  private static boolean isKnown(PublicDate date, Collection<Statement> released) {
    return date.level().equals(DateLevel.CONTACT_POSSIBLE.word())
        || released.stream().anyMatch(earlier -> earlier.date().filter(date::equals).isPresent());
  }

  /** Whether nothing but the words is new. */
  public boolean isNothing() {
    return !existence && date.isEmpty() && subjects.isEmpty() && !picture;
  }
}

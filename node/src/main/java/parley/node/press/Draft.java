package parley.node.press;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.dossier.model.DateLevel;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementKind;
import parley.node.words.Language;

/**
 * A statement before its release. It belongs to its side and is never sent anywhere.
 *
 * @param id random
 * @param delegation the side's slug
 * @param talk the talk that it speaks of
 * @param level what its date field is to say
 * @param subjects keys of what else it says it speaks of, see {@link Asked}
 * @param revision counts the savings, so that two people do not overwrite each other unaware
 */
public record Draft(
    DraftId id,
    String delegation,
    String talk,
    StatementKind kind,
    Optional<Relation> about,
    DateLevel level,
    Set<String> subjects,
    Map<Language, DraftText> texts,
    Optional<PublicPicture> picture,
    int revision) {
  public Draft {
    subjects = Collections.unmodifiableSet(new TreeSet<>(subjects));
    EnumMap<Language, DraftText> copy = new EnumMap<>(Language.class);
    copy.putAll(texts);
    texts = Collections.unmodifiableMap(copy);
  }

  /** The same with other words. */
  Draft saying(DateLevel newLevel, Set<String> newSubjects, Map<Language, DraftText> newTexts) {
    return new Draft(
        id, delegation, talk, kind, about, newLevel, newSubjects, newTexts, picture, revision);
  }

  /** The same with another picture, or none. */
  Draft showing(Optional<PublicPicture> other) {
    return new Draft(id, delegation, talk, kind, about, level, subjects, texts, other, revision);
  }

  /** The same as another revision. */
  Draft at(int otherRevision) {
    return new Draft(
        id, delegation, talk, kind, about, level, subjects, texts, picture, otherRevision);
  }

  /** Whether its words hold a date field. */
  public boolean hasDate() {
    return texts.values().stream().anyMatch(text -> DatePlaceholder.isIn(text.allText()));
  }

  /** A line for lists: the first headline there is; empty while none was typed. */
  public String title(Language wanted) {
    DraftText text = texts.get(wanted);
    if (text != null && !text.headline().isBlank()) {
      return text.headline();
    }
    return texts.values().stream()
        .map(DraftText::headline)
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }
}

package parley.node.press;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
 * @param ifAsked questions that may come, with answers
 * @param manner how it goes out, beside its words
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
    List<IfAsked> ifAsked,
    Manner manner,
    int revision) {
  public Draft {
    ifAsked = List.copyOf(ifAsked);
    subjects = Collections.unmodifiableSet(new TreeSet<>(subjects));
    EnumMap<Language, DraftText> copy = new EnumMap<>(Language.class);
    copy.putAll(texts);
    texts = Collections.unmodifiableMap(copy);
  }

  /** The same draft with other words. */
  public Draft writing(Map<Language, DraftText> others) {
    return new Draft(
        id,
        delegation,
        talk,
        kind,
        about,
        level,
        subjects,
        others,
        picture,
        ifAsked,
        manner,
        revision);
  }

  /** The same draft, its date field at another level. */
  public Draft telling(DateLevel other) {
    return new Draft(
        id,
        delegation,
        talk,
        kind,
        about,
        other,
        subjects,
        texts,
        picture,
        ifAsked,
        manner,
        revision);
  }

  /** The same draft with another picture, or none. */
  public Draft showing(Optional<PublicPicture> other) {
    return new Draft(
        id,
        delegation,
        talk,
        kind,
        about,
        level,
        subjects,
        texts,
        other,
        ifAsked,
        manner,
        revision);
  }

  /** The same draft, speaking of other subjects. */
  public Draft speakingOf(Set<String> others) {
    return new Draft(
        id,
        delegation,
        talk,
        kind,
        about,
        level,
        others,
        texts,
        picture,
        ifAsked,
        manner,
        revision);
  }

  /** The same draft with other answers to what may be asked. */
  public Draft answering(List<IfAsked> others) {
    return new Draft(
        id,
        delegation,
        talk,
        kind,
        about,
        level,
        subjects,
        texts,
        picture,
        others,
        manner,
        revision);
  }

  /** The same words, going out in another manner. */
  public Draft going(Manner other) {
    return new Draft(
        id,
        delegation,
        talk,
        kind,
        about,
        level,
        subjects,
        texts,
        picture,
        ifAsked,
        other,
        revision);
  }

  /** The same words under another number. */
  public Draft at(int other) {
    return new Draft(
        id, delegation, talk, kind, about, level, subjects, texts, picture, ifAsked, manner, other);
  }

  /** Whether it must sometimes go out in a hurry: it mends or takes back what is public. */
  public boolean isUrgent() {
    return kind == StatementKind.CORRECTION || kind == StatementKind.WITHDRAWAL;
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

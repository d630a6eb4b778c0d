package parley.node.press.publicview;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.words.Language;

/**
 * A released statement: all that its signature covers, and nothing else.
 *
 * @param room the slug of the press room that released it
 * @param released the instant of release, in whole seconds
 * @param wordings at least one, by language
 * @param story with which other statements of the room it stands on one page
 */
public record Statement(
    StatementId id,
    String room,
    StatementKind kind,
    Instant released,
    Map<Language, Wording> wordings,
    Optional<PublicDate> date,
    Optional<PublicPicture> picture,
    List<Relation> relations,
    Optional<StoryId> story) {
  public Statement {
    if (wordings.isEmpty()) {
      throw new IllegalArgumentException("a statement needs words");
    }
    wordings = Collections.unmodifiableMap(new EnumMap<>(wordings));
    relations = List.copyOf(relations);
  }

  /** A statement that stands by itself. */
  public Statement(
      StatementId id,
      String room,
      StatementKind kind,
      Instant released,
      Map<Language, Wording> wordings,
      Optional<PublicDate> date,
      Optional<PublicPicture> picture,
      List<Relation> relations) {
    this(id, room, kind, released, wordings, date, picture, relations, Optional.empty());
  }

  /** The same under another name. */
  public Statement named(StatementId name) {
    return new Statement(name, room, kind, released, wordings, date, picture, relations, story);
  }

  /** The same at another instant. */
  public Statement at(Instant other) {
    return new Statement(id, room, kind, other, wordings, date, picture, relations, story);
  }

  /** The same on another page of statements about one talk. */
  public Statement of(StoryId other) {
    return new Statement(
        id, room, kind, released, wordings, date, picture, relations, Optional.of(other));
  }

  /**
   * The language in which a reader of {@code wanted} gets it: that one, or else the first there is.
   */
  public Language languageFor(Language wanted) {
    return wordings.containsKey(wanted) ? wanted : wordings.keySet().iterator().next();
  }

  public Wording wordingFor(Language wanted) {
    return wordings.get(languageFor(wanted));
  }

  /** The statement that this one corrects, withdraws or answers. */
  public Optional<Relation> relation(Relation.Kind kind) {
    return relations.stream().filter(relation -> relation.kind() == kind).findFirst();
  }
}

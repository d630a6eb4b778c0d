package parley.node.talk;

import java.util.Optional;
import parley.dossier.model.Matter;
import parley.node.words.Slug;

/** The kinds of term that have a form. */
public enum ProposalKind {
  TIME,
  ITEM,
  FORMAT,
  PARTICIPANTS,
  ROOM,
  STATEMENT,
  DISCLOSURE;

  /** Its name in paths and keys of words. */
  public String slug() {
    return Slug.of(this);
  }

  static Optional<ProposalKind> ofSlug(String slug) {
    for (ProposalKind kind : values()) {
      if (kind.slug().equals(slug)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The form for a matter. The authentic languages have none yet: they are each side's own. */
  static ProposalKind of(Matter matter) {
    if (matter.key().startsWith("agenda/")) {
      return ITEM;
    }
    if (matter.key().startsWith("disclosure/")) {
      return DISCLOSURE;
    }
    if (matter.key().startsWith("statement/")) {
      return STATEMENT;
    }
    return ofSlug(matter.key()).orElse(FORMAT);
  }
}

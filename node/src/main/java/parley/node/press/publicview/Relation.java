package parley.node.press.publicview;

import java.util.Objects;

/**
 * A link from a statement to one released before.
 *
 * @param room the slug of the press room that holds the other
 */
public record Relation(Kind kind, String room, StatementId statement) {
  /** What the link says. */
  public enum Kind {
    REPLIES_TO("replies-to"),
    CORRECTS("corrects"),
    WITHDRAWS("withdraws"),
    RELATED("related");

    private final String slug;

    Kind(String slug) {
      this.slug = slug;
    }

    public String slug() {
      return slug;
    }

    /**
     * The kind with this slug; statements are read after their signature was checked, so an unknown
     * one is our bug.
     */
    static Kind ofSlug(String slug) {
      for (Kind kind : values()) {
        if (kind.slug.equals(slug)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("unknown relation " + slug);
    }

    /** The link that a statement of this kind has to the one it is about. */
    public static Kind of(StatementKind kind) {
      return switch (kind) {
        case REPLY -> REPLIES_TO;
        case CORRECTION -> CORRECTS;
        case WITHDRAWAL -> WITHDRAWS;
        case ANNOUNCEMENT, READOUT, NOTICE, JOINT -> RELATED;
      };
    }
  }

  public Relation {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(room);
    Objects.requireNonNull(statement);
  }
}

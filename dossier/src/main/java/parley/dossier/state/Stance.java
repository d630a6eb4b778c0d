package parley.dossier.state;

import java.util.Optional;

/** What a delegation has said to a proposal last. */
public record Stance(Kind kind, Optional<Deed> deed) {
  public static final Stance SILENT = new Stance(Kind.SILENT, Optional.empty());

  /** The answers there are. */
  public enum Kind {
    SILENT,
    AD_REFERENDUM,
    CONSENTED,
    OBJECTED,
    /** Answered by a proposal of its own in its place. */
    COUNTERED,
    WITHDRAWN,
    POSTPONED,
    /** Consented after the proposal had expired. */
    TOO_LATE
  }

  static Stance of(Kind kind, Deed deed) {
    return new Stance(kind, Optional.of(deed));
  }
}

package parley.node.room;

import parley.node.words.Slug;

/** How a person's browser reaches the room. */
enum Link {
  AWAY,
  CONNECTING,
  GOOD,
  WEAK,
  /** Beyond a line that is interrupted: how she does, only her own node knows. */
  CUT;

  /** Losses above this are heard as gaps. */
  private static final double WEAK_LOSS = 0.05;

  /** A link must be this clean again to be called good: so the word does not flicker. */
  private static final double GOOD_LOSS = 0.02;

  String word() {
    return Slug.of(this);
  }

  /** What to call a connected link whose worse direction now loses this share of its packets. */
  Link measured(double loss) {
    if (this == AWAY || this == CONNECTING || this == CUT) {
      return this;
    }
    if (loss > WEAK_LOSS) {
      return WEAK;
    }
    return loss < GOOD_LOSS ? GOOD : this;
  }
}

package parley.dossier.state;

/** Where a proposal stands; the state table of PROTOCOL.md. */
public enum Standing {
  /** Some party has not answered. */
  PROPOSED,
  /** Some party has said no or made a counter-proposal. */
  OBJECTED,
  /** All have consented; some chain has not yet acknowledged it. */
  AGREED,
  /** Agreed and acknowledged, but so is another on the same matter: one must be withdrawn. */
  RIVAL,
  /** Agreed and acknowledged, but another member of its package is not. */
  HELD,
  IN_FORCE,
  /** Another that replaces it came into force, or its own proposer offers another in its place. */
  REPLACED,
  WITHDRAWN,
  POSTPONED,
  EXPIRED;

  /** Whether a party can still answer it. */
  public boolean isOpen() {
    return this == PROPOSED || this == OBJECTED || this == AGREED || this == RIVAL || this == HELD;
  }
}

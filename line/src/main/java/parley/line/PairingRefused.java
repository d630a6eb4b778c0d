package parley.line;

/** No line came of an invitation. A page has words for each {@link Why}. */
public final class PairingRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final Why why;

  public PairingRefused(Why why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }

  /** What stands in the way. */
  public enum Why {
    /** The text does not begin as an invitation does. */
    NOT_AN_INVITATION,
    /** It begins like one, but something is missing, added or changed. */
    DAMAGED,
    /** A later version of Parley made it. */
    LATER_VERSION,
    /** The delegation that should accept it made it. */
    OWN_INVITATION,
    /** Nobody answers at its addresses. */
    UNREACHABLE,
    /** Somebody answers there, but not the inviter. */
    OTHER_KEY,
    /** The inviter does not know it: used, too old, or taken back. */
    TOKEN_REFUSED
  }
}

package parley.dossier.model;

/**
 * The only exception of this module: something that was read or asked for does not hold, with the
 * code of why.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  public Refusal(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  /** The code, for a program to decide on and a page to translate. */
  public Reason reason() {
    return reason;
  }
}

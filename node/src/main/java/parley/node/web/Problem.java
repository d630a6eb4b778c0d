package parley.node.web;

import parley.node.words.Slug;

/**
 * Why a request was refused. Each has words: {@code web.problem.<slug>.title} and {@code .text}.
 */
public enum Problem {
  /** The form did not come from our page, or too late. */
  STALE_FORM(403),
  /** Her role does not allow it. */
  NOT_YOUR_ROLE(403),
  /** Nobody is signed in on this host. */
  SIGN_IN_NEEDED(401),
  /** Only the node's operator may, and it is not he who asks. */
  OPERATOR_NEEDED(401),
  /** Nothing is there, or it is not hers: the two look the same. */
  NOT_FOUND(404),
  /** What was to be signed is not waiting any more: it was signed, let be, or forgotten. */
  NOT_WAITING(410),
  /** The address answers to another method only. */
  WRONG_METHOD(405),
  /** The link was used before. */
  LINK_USED(410),
  /** The link is too old. */
  LINK_EXPIRED(410),
  /** There is no such link. */
  LINK_UNKNOWN(404),
  /** The invitation was used before. */
  INVITATION_USED(410),
  /** The invitation is too old. */
  INVITATION_EXPIRED(410),
  /** The invitation was withdrawn. */
  INVITATION_WITHDRAWN(410),
  /** More was sent than we read. */
  TOO_LARGE(413),
  /** What was sent cannot be understood. */
  MALFORMED(400),
  /** The host name is not ours. */
  UNKNOWN_HOST(421),
  /** Our fault. */
  OUR_FAULT(500);

  private final int status;

  Problem(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The key of the words that say what happened. */
  public String title() {
    return "web.problem." + slug() + ".title";
  }

  /** The key of the words that say what to do. */
  public String text() {
    return "web.problem." + slug() + ".text";
  }

  private String slug() {
    return Slug.of(this);
  }
}

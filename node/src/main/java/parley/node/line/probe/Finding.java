package parley.node.line.probe;

/** What a test of a line came to. The names are kept in the history. */
public enum Finding {
  PASSED(Kind.PASSED),
  /** Something came back as something else than was sent. */
  ALTERED(Kind.FAILED),
  NOTHING_BACK(Kind.FAILED),
  SOUNDS_LOST(Kind.FAILED),
  FRAMES_LOST(Kind.FAILED),
  SLOW(Kind.FAILED),
  /** The line was interrupted in the middle. */
  LINE_BROKEN(Kind.FAILED),
  /** The other node did not answer that it is ready. */
  NO_ANSWER(Kind.FAILED),
  /** It began, and no result came of it in time. */
  NO_RESULT(Kind.FAILED),
  LINE_DOWN(Kind.NOT_TESTED),
  /** The hourly test keeps out of calls, whose media are measured anyway. */
  CALL_ON(Kind.NOT_TESTED),
  /** The line is being tested already. */
  BUSY(Kind.NOT_TESTED),
  /** The last test was less than a minute ago. */
  TOO_SOON(Kind.NOT_TESTED);

  private final Kind kind;

  Finding(Kind kind) {
    this.kind = kind;
  }

  /** How a test ended. */
  public enum Kind {
    PASSED,
    FAILED,
    /** It never began: nothing is known of the line by it. */
    NOT_TESTED
  }

  public Kind kind() {
    return kind;
  }
}

package parley.relay.estimate;

/**
 * Whether a link is known to carry less than everybody's smallest picture. Until that is proven
 * nobody's is paused: a busy processor delays packets much as a thin link does, a short break loses
 * them as a full one does, and a pause helps little with either. Pure.
 */
public final class Scarcity {
  /** For how long a link must have had room for everybody until its lack of it is forgotten. */
  private static final long NANOS = 20_000_000_000L;

  /**
   * An overload is proven once there is still one after so long. Lower pauses pictures for a stall
   * or a short break, higher delays sound for longer on a link that is too thin for both.
   */
  private static final long PROOF_NANOS = 1_000_000_000L;

  /** An overload that was longer ago is not the same one. */
  private static final long SAME_NANOS = 3_000_000_000L;

  private boolean scarce;
  private long roomySinceNanos;
  private boolean suspected;
  private long suspectedNanos;
  private int restarts;

  /** As judged last. */
  public boolean isScarce() {
    return scarce;
  }

  /**
   * Judges anew; what was before a break of the link counts no more.
   *
   * @param smallestFit whether the smallest pictures had room in the last choice
   */
  public void judge(long nowNanos, LinkEstimate estimate, boolean smallestFit) {
    if (estimate.restarts() != restarts) {
      restarts = estimate.restarts();
      scarce = false;
      suspected = false;
    }
    boolean isProven = estimate.isOverloaded() && isProof(nowNanos);
    if (isProven || scarce && !smallestFit) {
      scarce = true;
      roomySinceNanos = nowNanos;
    }
    scarce &= nowNanos - roomySinceNanos < NANOS;
  }

  private boolean isProof(long nowNanos) {
    if (!suspected || nowNanos - suspectedNanos > SAME_NANOS) {
      suspected = true;
      suspectedNanos = nowNanos;
    }
    return scarce || nowNanos - suspectedNanos >= PROOF_NANOS;
  }
}

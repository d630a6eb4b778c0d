// How long this browser waits for an answer of the node's. No clock: the time is put in.

/** Longer than the node takes to try one member after the other; twice as long after every second time in vain, for all may be slow. */
const PATIENCE_MILLIS = 6_000;
const MOST_DOUBLINGS = 3;

export class Asking {
  private isOpen = false;
  /** The first tick after it was asked: making keys may take longer than the patience. */
  private since: number | undefined;
  private inVain = 0;

  begin(): void {
    this.isOpen = true;
    this.since = undefined;
  }

  /** Nothing is waited for. */
  end(): void {
    this.isOpen = false;
  }

  /** What was asked for is there. */
  answered(): void {
    this.end();
    this.inVain = 0;
  }

  /** How often it was in vain with this time, if it is by now; whoever asks again begins anew. */
  tick(nowMillis: number): number | undefined {
    if (!this.isOpen) return undefined;
    this.since ??= nowMillis;
    const patience = PATIENCE_MILLIS * 2 ** Math.min(this.inVain >> 1, MOST_DOUBLINGS);
    return nowMillis - this.since >= patience ? ++this.inVain : undefined;
  }
}

// Which counters of one key have been seen already.

const WINDOW = 1_024;

/** Remembers the newest counter and the 1,023 below it; what is older counts as seen. */
export class ReplayWindow {
  private readonly seen = new Uint8Array(WINDOW);
  private newest = -1;

  /** Whether this counter may still come. */
  expects(counter: number): boolean {
    if (counter > this.newest) return true;
    return counter > this.newest - WINDOW && this.seen[counter % WINDOW] === 0;
  }

  /** Notes a counter whose frame was authentic; false where it had been noted before, or is too old to tell. */
  note(counter: number): boolean {
    if (!this.expects(counter)) return false;
    if (counter - this.newest >= WINDOW) this.seen.fill(0);
    else for (let passed = this.newest + 1; passed < counter; passed++) this.seen[passed % WINDOW] = 0;
    this.newest = Math.max(this.newest, counter);
    this.seen[counter % WINDOW] = 1;
    return true;
  }
}

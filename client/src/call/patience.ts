// How long to wait before the next try to get back into the room. Pure.

// A first try at once mends a lost WebSocket unseen. A node that restarts is back within the first minute or two, and whoever waits in
// a call then wants in at once; one that stays away is asked less often.
const SOON_MILLIS = 300;
const SOON_TRIES = 400;
const CEILING_MILLIS = 8_000;

// A node that answers may still refuse her, which a WebSocket does not say. Asking costs the node a whole page.
const FIRST_VAIN = 2;
const EVERY_VAIN = 5;

/** Wait before try number `attempt` (from 0); `chance` from 0 to 1 spreads the tries of several people. */
export function waitBefore(attempt: number, chance: number): number {
  if (attempt === 0) return 0;
  const beyond = Math.max(0, attempt - SOON_TRIES);
  const longest = Math.min(CEILING_MILLIS, SOON_MILLIS * 2 ** beyond);
  return Math.round(longest * (0.5 + chance / 2));
}

/** Whether to ask, after so many tries that a node which answers has let come to nothing, if she may still come. */
export function doubtsAfter(vain: number): boolean {
  return vain % EVERY_VAIN === FIRST_VAIN;
}

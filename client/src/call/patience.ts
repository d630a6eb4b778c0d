// How long to wait before the next try to get back into the room. Pure.

// A first try at once mends a lost WebSocket unseen. A node that restarts is back within the first minute or two, and whoever waits in
// a call then wants in at once; one that stays away is asked less often.
const FIRST_MILLIS = 500;
const SOON_MILLIS = 1_000;
const SOON_TRIES = 120;
const CEILING_MILLIS = 8_000;

/** Wait before try number `attempt` (from 0); `chance` from 0 to 1 spreads the tries of several people. */
export function waitBefore(attempt: number, chance: number): number {
  if (attempt === 0) return 0;
  const beyond = Math.max(0, attempt - SOON_TRIES);
  const longest = Math.min(CEILING_MILLIS, SOON_MILLIS * 2 ** beyond, FIRST_MILLIS * 2 ** (attempt - 1));
  return Math.round(longest * (0.5 + chance / 2));
}

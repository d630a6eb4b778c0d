// How long to wait before the next try to get back into the room. Pure.

// A first try at once mends a lost WebSocket unseen; the ceiling keeps a node that restarts from being asked by everybody at once.
const FIRST_MILLIS = 500;
const CEILING_MILLIS = 8_000;

/** Wait before try number `attempt` (from 0); `chance` from 0 to 1 spreads the tries of several people. */
export function waitBefore(attempt: number, chance: number): number {
  if (attempt === 0) return 0;
  const longest = Math.min(CEILING_MILLIS, FIRST_MILLIS * 2 ** (attempt - 1));
  return Math.round(longest * (0.5 + chance / 2));
}

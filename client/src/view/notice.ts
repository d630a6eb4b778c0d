// The one thing that she must know now. Pure: from the call's state to the key of its words.
import type { Phase } from "../call/call.ts";
import type { Keys } from "../protocol/keeper.ts";

export interface Notice {
  key: string;
  values: string[];
}

export interface Situation {
  phase: Phase;
  soundBlocked: boolean;
  /** She speaks, muted. */
  unheard: boolean;
  weak: boolean;
  keys: Keys;
  /** For how long the keys are in this state. */
  keysMillis: number;
  /** In the group, but nobody that the page can name. */
  unnamed: readonly string[];
  /** Who says that she has other keys. */
  apart: readonly string[];
  /** The sides beyond a line that is interrupted. */
  beyond: readonly string[];
  /** What the rules refused a moment ago. */
  refused: string | undefined;
}

// A change of keys takes less than a second; only one that takes longer is worth a line.
const CHANGING_MILLIS = 1_000;
const WAITING_MILLIS = 2_500;

export function noticeOf(now: Situation): Notice | undefined {
  if (now.phase.name === "back") return { key: `back.${now.phase.why}`, values: [] };
  if (now.phase.name !== "in") return undefined;
  if (now.unnamed.length > 0) return { key: "unnamed", values: [now.unnamed.join(", ")] };
  if (now.keys.state === "not admitted" || now.keys.state === "unable") return { key: now.keys.state.replaceAll(" ", "-"), values: [] };
  if (now.keys.state === "apart") return { key: "apart", values: [now.apart.join(", ")] };
  if (now.keys.state === "no record") return { key: "no-record", values: [now.keys.reason] };
  if (now.beyond.length > 0) return { key: "cut", values: [now.beyond.join(", ")] };
  if (now.soundBlocked) return { key: "soundBlocked", values: [] };
  if (now.unheard) return { key: "unheard", values: [] };
  if (now.keys.state === "changing" && now.keysMillis >= CHANGING_MILLIS) return { key: "changing", values: [] };
  if (["checking", "ready", "waiting"].includes(now.keys.state) && now.keysMillis >= WAITING_MILLIS) return { key: "waiting", values: [] };
  if (now.refused !== undefined) return { key: "refused", values: [now.refused] };
  return now.weak ? { key: "weak", values: [] } : undefined;
}

const RULES: Record<string, readonly string[]> = {
  admits: ["NOT_ADMITTED", "CREDENTIAL_FORM", "CREDENTIAL_SIGNATURE", "CREDENTIAL_PLACE", "CREDENTIAL_KEY", "PERSON_TWICE"],
  shutsOut: ["REMOVES_ADMITTED", "REMOVES_OTHER", "REMOVES_SENDER"],
  keeps: ["STALE_KEPT", "NOT_REPLACED", "LIFETIME_PAST", "LIFETIME_LONG"],
  swaps: ["CREDENTIAL_CHANGED", "KEY_CHANGED"],
  reshapes: ["REINIT", "CONTEXT_CHANGE", "CONTEXT_EXTENSION", "PRESHARED_KEY", "EXTERNAL_INIT", "UNKNOWN_PROPOSAL"],
  goesBack: ["EPOCH_BACKWARD", "HEADS_BACKWARD"],
};

/** The key of the words for what a refused change would have done; nothing for what has no meaning to people. */
export function meaningOf(rule: string): string | undefined {
  return Object.keys(RULES).find((key) => RULES[key]?.includes(rule));
}

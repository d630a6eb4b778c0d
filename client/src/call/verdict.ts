// What her comparison of the identity code came to, for each talk on this browser: so that the page asks again when it is
// another code, and can say what has changed.
import { identityCode } from "../crypto/identity.ts";
import type { Anchors } from "../dossier/admission.ts";
import { answer, within } from "../indexed.ts";
import type { Code, Identity } from "../protocol/keeper.ts";

const VERDICTS = { database: "parley-verdicts", store: "verdicts" };

/** A comparison: of what, when (milliseconds since 1970), and what it came to. */
export interface Compared {
  anchors: Anchors;
  digits: string;
  matches: boolean;
  at: number;
}

/** The identity as it is now, beside what was compared before. */
export async function identityNow(talk: string, anchors: Anchors): Promise<Identity> {
  const code = await identityCode(anchors);
  return beside(code, anchors, await compared(talk).catch(() => undefined));
}

export function compared(talk: string): Promise<Compared | undefined> {
  return within(VERDICTS, "readonly", (store) => answer(store.get(talk) as IDBRequest<Compared | undefined>));
}

/** Remembers her verdict on the code of these anchors. */
export async function remember(talk: string, { anchors, digits, matches, at }: Compared): Promise<void> {
  await within(VERDICTS, "readwrite", (store) => answer(store.put({ anchors, digits, matches, at }, talk)));
}

export function beside(code: Code, anchors: Anchors, before: Compared | undefined): Identity {
  if (before === undefined) return { ...code, changed: [] };
  if (before.digits === code.digits) return { ...code, verdict: before.matches ? "matches" : "differs", changed: [] };
  return { ...code, changed: changes(before.anchors, anchors) };
}

/** Whose key is another, new or gone, and who has a device more or less. */
export function changes(before: Anchors, now: Anchors): Identity["changed"] {
  const chains = [...new Set([...before.keys.keys(), ...now.keys.keys()])].sort();
  const keys = chains.filter((chain) => before.keys.get(chain) !== now.keys.get(chain)).map((chain) => ({ what: "key" as const, chain }));
  const moved = [...without(before.devices, now.devices), ...without(now.devices, before.devices)];
  const people = new Map(moved.map(({ chain, person }) => [`${chain} ${person}`, { what: "device" as const, chain, person }]));
  return [...keys, ...people.values()];
}

function without(some: Anchors["devices"], others: Anchors["devices"]): Anchors["devices"] {
  return some.filter(({ chain, person, device }) =>
    !others.some((other) => other.chain === chain && other.person === person && other.device === device));
}

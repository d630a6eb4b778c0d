// How far somebody had read a dossier, against how far it goes now. Heads that were seen only ever grow.
import type { Head } from "./act.ts";

export type Heads = ReadonlyMap<string, Head>;
type HashAt = (chain: string, seq: number) => string | undefined;

/** A chain that ends before what was seen of it, or has another entry where one was seen. */
export interface Shortfall {
  kind: "less" | "other";
  chain: string;
  /** The number that was seen. */
  seen: number;
  /** The number at which the chain ends now. */
  shown: number;
}

/** The first chain that does not contain what was seen of it; another entry is worse than none. Of strays nothing was sure. */
export function shortfall(seen: Heads, now: Heads, hashAt: HashAt, strays: ReadonlySet<string> = new Set()): Shortfall | undefined {
  const found = [...seen].filter(([chain]) => !strays.has(chain)).flatMap(([chain, head]): Shortfall[] => {
    const hash = hashAt(chain, head.seq);
    if (hash === head.hash) return [];
    return [{ kind: hash === undefined ? "less" : "other", chain, seen: head.seq, shown: now.get(chain)?.seq ?? 0 }];
  });
  return found.find(({ kind }) => kind === "other") ?? found[0];
}

/** What has been seen with these heads too: of each chain the further one, and never one that contradicts an earlier one. */
export function further(seen: Heads, now: Heads, hashAt: HashAt): Map<string, Head> {
  const all = new Map(seen);
  for (const [chain, head] of now) {
    const before = seen.get(chain);
    if (before === undefined || (head.seq > before.seq && hashAt(chain, before.seq) === before.hash)) all.set(chain, head);
  }
  return all;
}

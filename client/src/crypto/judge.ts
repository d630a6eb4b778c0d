// What a group asks the dossier, and how it names the state of the dossier that it asks about.
import { utf8, type Bytes } from "../dossier/bytes.ts";
import type { Head } from "../dossier/act.ts";
import type { Heads } from "../dossier/heads.ts";
import { digest } from "../dossier/values.ts";
import { type Read, shape, text, whole } from "../protocol/reader.ts";
import { broken } from "./broken.ts";
import type { Identity } from "./credential.ts";

const MAX_BYTES = 8_000;

/** The dossier as this browser has verified it. It only grows: what it said at some heads it says for ever, unless an equivocation ends all. */
export interface Judge {
  /** Whether these heads are among what was verified. */
  hasVerified(heads: Heads): boolean;
  /** Whether, at these heads, this leaf's device, person and role belong into the room. */
  admits(leaf: Identity, heads: Heads): boolean;
  newest(): Heads;
}

const read: Read<Head> = shape({
  seq: whole(1, Number.MAX_SAFE_INTEGER),
  hash: (value, place) => digest(text(43)(value, place)),
});

/** Heads as commits carry them: chains in order. */
export function writeHeads(heads: Heads): Bytes {
  const chains = [...heads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([chain, { seq, hash }]) => [chain, { seq, hash }] as const);
  return utf8(JSON.stringify({ heads: Object.fromEntries(chains) }));
}

export function readHeads(bytes: Uint8Array): Heads {
  if (bytes.length > MAX_BYTES) broken("TOO_LARGE", `heads of ${bytes.length} bytes`);
  let heads: Heads;
  try {
    const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const found = shape<{ heads: Record<string, Head> }>({ heads: all })(JSON.parse(content), "heads").heads;
    heads = new Map(Object.entries(found));
    if (new TextDecoder().decode(writeHeads(heads)) !== content) throw new Error("not written canonically");
  } catch (fault) {
    broken("HEADS_FORM", fault instanceof Error ? fault.message : "unreadable");
  }
  return heads;
}

function all(value: unknown, place: string): Record<string, Head> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${place}: an object expected`);
  return Object.fromEntries(Object.entries(value).map(([chain, head]) => [digest(chain), read(head, `${place}.${chain}`)]));
}

/** Whether these heads contain those; both were verified, so that numbers tell. */
export function isAfterOrAt(heads: Heads, earlier: Heads): boolean {
  return [...earlier].every(([chain, { seq }]) => (heads.get(chain)?.seq ?? 0) >= seq);
}

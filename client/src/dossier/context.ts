// What one chain has established up to an entry, and who takes part in the talk as seen from there. Both are functions
// of the entry's own past, so they are the same everywhere.
import type { Credentials, Person } from "./credentials.ts";
import { refuse } from "./refusal.ts";

/** Credentials by the digest of the act that presented them, or rotated their key. */
export interface Revision {
  digest: string;
  credentials: Credentials;
}

/** A device, and the key of its person that admitted it: if that is revoked the device counts no more. */
export interface Device {
  person: string;
  cose: string;
  dismissed: boolean;
}

export interface Context {
  convener: boolean;
  /** Thumbprint of the key that must seal the next entry. */
  kid: string;
  /** Commitments of the keys in the latest credentials: for sealing, then for the other purposes. */
  purposes: string[];
  /** Oldest first. */
  revisions: readonly Revision[];
  accepts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Person keys that count no more. */
  revoked: ReadonlySet<string>;
  /** Digest of the last act that a person signed. */
  lastAct?: string;
  counters: ReadonlyMap<string, number>;
  devices: ReadonlyMap<string, Device>;
}

export function presented(context: Context): Revision {
  return context.revisions.at(-1) ?? refuse("CHAIN_START", "no credentials");
}

export function hasAccepted(context: Context | undefined, delegation: string, credentials: string): boolean {
  return context?.accepts.get(delegation)?.has(credentials) === true;
}

export function personIn(credentials: Credentials, context: Context, id: string): Person {
  const person = credentials.people.find((each) => each.id === id && !context.revoked.has(each.key.cose));
  return person ?? refuse("PERSON_UNKNOWN", id);
}

/** One purpose for each key: sealing, the next sealing key, statements, the line. */
export function checkPurposes(commitments: string[], nextKey: string): void {
  const all = [...commitments, nextKey];
  if (new Set(all).size < all.length) refuse("VALUE_INVALID", "one key has two purposes");
}

/** Who takes part and whose credentials count. */
export class View {
  /** What each member is: the convener, and those whose credentials the convener has accepted. */
  readonly capacities = new Map<string, "party" | "good-offices">();
  /** The members whose consent is needed, in order. */
  readonly parties: string[];

  constructor(readonly contexts: ReadonlyMap<string, Context>) {
    for (const [id, context] of contexts) {
      if (!context.convener) continue;
      this.capacities.set(id, presented(context).credentials.capacity);
      for (const other of context.accepts.keys()) this.joins(context, other);
    }
    this.parties = [...this.capacities.keys()].filter((id) => this.capacities.get(id) === "party").sort();
  }

  /** The latest credentials of this member that every other party has accepted. */
  accepted(id: string): Revision | undefined {
    if (!this.capacities.has(id) || this.parties.length < 2) return undefined;
    const others = this.parties.filter((party) => party !== id).map((party) => this.contexts.get(party));
    return this.contexts.get(id)?.revisions.findLast((r) => others.every((other) => hasAccepted(other, id, r.digest)));
  }

  private joins(convener: Context, other: string): void {
    const first = this.contexts.get(other)?.revisions.find((r) => hasAccepted(convener, other, r.digest));
    if (first !== undefined) this.capacities.set(other, first.credentials.capacity);
  }
}

// Who holds the keys, beside who may be here; whether all screens have the same; what can be opened of each. Pure.
import { idOf } from "../call/names.ts";
import type { Circle } from "../call/keeper.ts";
import type { Flow, Holder, Keys, Member } from "../protocol/keeper.ts";
import type { Person } from "../protocol/messages.ts";
import type { Delegation, PageData } from "../protocol/page.ts";
import { byRole } from "./seating.ts";

/** Somebody who holds the keys, as the room knows her. */
export interface KeyHolder {
  person: Person;
  member: Member;
}

/** One delegation: who holds the keys, who is here without, and who is not here. */
export interface Bloc {
  delegation: Delegation;
  holding: KeyHolder[];
  keyless: Person[];
  absent: Person[];
}

export interface Roster {
  blocs: Bloc[];
  /** In the group, but none whom this page can name. */
  unnamed: Member[];
}

export function rosterOf(page: PageData, people: ReadonlyMap<string, Person>, members: readonly Member[]): Roster {
  const holders = members.map((member) => ({ member, person: people.get(idOf(page, member)) }));
  const named = holders.filter((each): each is KeyHolder => each.person !== undefined);
  // The node says whose side somebody is on; her credential says which chain admits her. Who is not the same by both is nobody we know.
  const isOf = ({ person, member }: KeyHolder, { id, chain }: Delegation) => person.delegation === id && member.chain === chain;
  const isListed = (each: KeyHolder) => page.delegations.some((delegation) => isOf(each, delegation));
  const holding = new Set(named.map(({ person }) => person.id));
  const blocs = page.delegations.map((delegation) => {
    const others = [...people.values()].filter((person) => person.delegation === delegation.id && !holding.has(person.id)).sort(byRole);
    return {
      delegation,
      holding: named.filter((each) => isOf(each, delegation)).sort((one, other) => byRole(one.person, other.person)),
      keyless: others.filter((person) => person.link !== "away"),
      absent: others.filter((person) => person.link === "away"),
    };
  });
  return { blocs, unnamed: holders.filter((each) => each.person === undefined || !isListed(each as KeyHolder)).map(({ member }) => member) };
}

/** What became of the key holders: somebody came, went, or is here from another device. */
export interface Turn {
  what: "came" | "went" | "moved";
  member: Member;
}

export function turnsOf(before: readonly Member[], after: readonly Member[]): Turn[] {
  const then = new Map(before.map((member) => [nameOf(member), member]));
  const now = new Map(after.map((member) => [nameOf(member), member]));
  const went = before.filter((member) => !now.has(nameOf(member))).map((member) => ({ what: "went", member }) as const);
  const others = after.flatMap((member): Turn[] => {
    const earlier = then.get(nameOf(member));
    if (!earlier) return [{ what: "came", member }];
    return earlier.device === member.device ? [] : [{ what: "moved", member }];
  });
  return [...went, ...others];
}

function nameOf({ chain, person }: Holder): string {
  return `${chain} ${person}`;
}

/** A new epoch that is not confirmed for longer than this is said to be unconfirmed. */
export const CONFIRM_WITHIN_MILLIS = 5_000;

export type Mark =
  | { state: "none" }
  | { state: "changing" }
  | { state: "apart" }
  | { state: "confirming"; done: number; of: number }
  | { state: "same"; of: number }
  | { state: "unconfirmed"; done: number; of: number; missing: Member[] };

/** What can be said of the keys on all screens; `ageMillis`: how long the members and their epoch are what they are. */
export function markOf(keys: Keys, circle: Circle | undefined, ageMillis: number): Mark {
  if (circle === undefined) return { state: "none" };
  if (keys.state === "changing") return { state: "changing" };
  if (keys.state === "apart") return { state: "apart" };
  if (keys.state !== "in") return { state: "none" };
  const missing = circle.members.filter(({ confirmed }) => !confirmed);
  const of = circle.members.length;
  const done = of - missing.length;
  if (missing.length === 0) return { state: "same", of };
  return ageMillis < CONFIRM_WITHIN_MILLIS ? { state: "confirming", done, of } : { state: "unconfirmed", done, of, missing };
}

/** What is known of somebody's sound and picture: all can be opened, or why not. */
export type Seal = "open" | "noKey" | "undecryptable" | "notAdmitted";

// Her browser checks the record and is given keys; whoever is here without them for longer is not admitted.
const KEYS_WITHIN_MILLIS = 6_000;

export interface Arriving {
  /** Whether this page's own keeper is in the group. */
  inside: boolean;
  /** Whether she is among those who hold the keys. */
  holds: boolean;
  /** How long she is here. */
  hereMillis: number;
  /** What arrives of what she has switched on. */
  flows: readonly (Flow | undefined)[];
}

export function sealOf({ inside, holds, hereMillis, flows }: Arriving): Seal {
  if (!inside) return "noKey";
  if (!holds) return hereMillis < KEYS_WITHIN_MILLIS ? "noKey" : "notAdmitted";
  if (flows.includes("undecryptable")) return "undecryptable";
  return flows.includes("no-key") ? "noKey" : "open";
}

/** The code in groups of five digits, however it is written. */
export function groupsOf(digits: string): string[] {
  return digits.replaceAll(/\D/g, "").match(/.{1,5}/g) ?? [];
}

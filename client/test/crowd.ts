// People with devices, and a small dossier that says who may be in the room: what tests of the group stand on.
import { Group } from "../src/crypto/group.ts";
import type { Judge } from "../src/crypto/judge.ts";
import type { Identity, Sign } from "../src/crypto/credential.ts";
import { makeLeaf, type Maker, type OwnLeaf } from "../src/crypto/leaf.ts";
import type { Ground, Place } from "../src/crypto/rules.ts";
import { loadSuite, type Suite } from "../src/crypto/suite.ts";
import { type Bytes, encode, utf8 } from "../src/dossier/bytes.ts";
import type { Heads } from "../src/dossier/heads.ts";

/** The real time: the library looks at the clock when it adds somebody. */
export const NOW = Date.now();
export const TALK = encode(new Uint8Array(16).fill(7));
export const PLACE: Place = { talk: TALK, purpose: "room", generation: 1 };
export const CLIENT = encode(new Uint8Array(32).fill(9));
/** The classical suite: quick. */
export const QUICK = await loadSuite("MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519");

interface Fact {
  person: string;
  device: string;
  role: string;
  inside: boolean;
}

function digestOf(words: string): string {
  const bytes = new Uint8Array(32);
  bytes.set(utf8(words).subarray(0, 32));
  return encode(bytes);
}

/** A dossier of nothing but who is inside with which device. */
export class Ledger {
  private readonly chains = new Map<string, Fact[]>();

  write(chain: string, fact: Fact): void {
    this.chains.set(chain, [...(this.chains.get(chain) ?? []), fact]);
  }

  heads(): Heads {
    return new Map([...this.chains].map(([chain, facts]) => [chain, { seq: facts.length, hash: this.hash(chain, facts.length) }]));
  }

  hash(chain: string, seq: number): string {
    return digestOf(`${seq} ${chain}`);
  }

  admits(leaf: Identity, heads: Heads): boolean {
    const facts = (this.chains.get(leaf.chain) ?? []).slice(0, heads.get(leaf.chain)?.seq ?? 0);
    const last = facts.findLast(({ person, device }) => person === leaf.person && device === leaf.device);
    return last !== undefined && last.inside && last.role === leaf.role;
  }

  /** Somebody's reading of it, which may lag behind. */
  reader(): Reader {
    return new Reader(this);
  }
}

export class Reader implements Judge {
  private seen: Heads;

  constructor(private readonly ledger: Ledger) {
    this.seen = ledger.heads();
  }

  catchUp(): void {
    this.seen = this.ledger.heads();
  }

  catchUpTo(heads: Heads): void {
    const further = [...heads].map(([chain, head]) => [chain, head.seq > (this.seen.get(chain)?.seq ?? 0) ? head : this.seen.get(chain) ?? head] as const);
    this.seen = new Map([...this.seen, ...further]);
  }

  newest(): Heads {
    return this.seen;
  }

  hasVerified(heads: Heads): boolean {
    return [...heads].every(([chain, { seq, hash }]) => seq <= (this.seen.get(chain)?.seq ?? 0) && hash === this.ledger.hash(chain, seq));
  }

  admits(leaf: Identity, heads: Heads): boolean {
    return this.ledger.admits(leaf, heads);
  }
}

export interface Guest {
  maker: Maker;
  sign: Sign;
  judge: Reader;
  ground: Ground;
  leaf(): Promise<OwnLeaf>;
}

export const SIDES = { a: digestOf("side a"), b: digestOf("side b") };

/** Somebody who is inside with one device. */
export async function guest(ledger: Ledger, person: string, side: keyof typeof SIDES = "a", suite: Suite = QUICK, place = PLACE): Promise<Guest> {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]) as CryptoKeyPair;
  const device = encode(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const sign: Sign = async (message) => new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, message));
  const maker: Maker = { talk: place.talk, purpose: "room", chain: SIDES[side], person, role: "negotiator", device, client: CLIENT };
  ledger.write(maker.chain, { person, device, role: maker.role, inside: true });
  const judge = ledger.reader();
  const ground: Ground = { place, judge, suite, used: new Set(), nowMillis: NOW };
  return { maker, sign, judge, ground, leaf: () => makeLeaf(maker, sign, NOW, suite) };
}

/** Goes out: the dossier no longer admits her. */
export function leaves(ledger: Ledger, { maker }: Guest): void {
  ledger.write(maker.chain, { person: maker.person, device: maker.device, role: maker.role, inside: false });
}

/** A group of these, the first one's, who lets each of the others in. */
export async function gathered(...guests: Guest[]): Promise<Group[]> {
  const [first, ...rest] = guests as [Guest, ...Guest[]];
  guests.forEach(({ judge }) => judge.catchUp());
  const { group } = await Group.create(await first.leaf(), first.ground);
  if (rest.length === 0) return [group];
  const leaves = await Promise.all(rest.map((each) => each.leaf()));
  const proposed = await group.propose(leaves.map(({ keyPackage }) => keyPackage), NOW);
  if (proposed === undefined) throw new Error("nothing to propose");
  await group.take(proposed.commit, NOW);
  const joined = await Promise.all(rest.map((each, at) => Group.join(leaves[at] as OwnLeaf, proposed.welcome, each.ground)));
  return [group, ...joined];
}

export function same(groups: Group[]): Promise<string[]> {
  return Promise.all(groups.map(async (group) => encode(await group.secret("parley same keys", new Uint8Array(), 16))));
}

export function words(bytes: Bytes): string {
  return new TextDecoder().decode(bytes);
}

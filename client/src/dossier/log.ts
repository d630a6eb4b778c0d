// The entries that were admitted, each tied to those it follows and has seen.
import type { Head, Package } from "./act.ts";
import { Circle } from "./circle.ts";
import { checkPurposes, type Context } from "./context.ts";
import { type Entry, readEntry } from "./entry.ts";
import { utf8 } from "./bytes.ts";
import { Refusal } from "./refusal.ts";
import { commitment, sha256, talkOf, thumbprint } from "./signatures.ts";

/** Hashes over keys that an act brings; empty where it brings none. */
interface Names {
  thumbprint: string;
  /** Commitments of the keys for sealing and, in credentials, for the other purposes. */
  purposes: string[];
  talk: string;
}

/** An entry with all the hashes that judging it takes. */
export interface Prepared extends Entry {
  hash: string;
  actDigest: string;
  names: Names;
}

export interface Link {
  entry: Prepared;
  previous?: Link;
  seen: ReadonlyMap<string, Link>;
  context: Context;
  /** Whether a software authenticator signed it. */
  demo: boolean;
}

/** Reads an entry and takes its hashes; what is wrong with its form is found when it is its turn. */
export async function prepare(jws: string): Promise<Prepared | Refusal> {
  try {
    const entry = readEntry(jws);
    const [hash, actDigest, names] = await Promise.all([sha256(utf8(jws)), sha256(entry.actBytes), namesIn(entry)]);
    return { ...entry, hash, actDigest, names };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const NONE: Names = { thumbprint: "", purposes: [], talk: "" };

async function namesIn({ act, chain }: Entry): Promise<Names> {
  if (act.act === "rotate") {
    return { ...NONE, thumbprint: await thumbprint(act.key), purposes: [await commitment(act.key)] };
  }
  if (act.act !== "convene" && act.act !== "present") return NONE;
  const { key, others, nextKey } = act.credentials;
  const purposes = await Promise.all([key, ...others].map(commitment));
  checkPurposes(purposes, nextKey);
  return { thumbprint: await thumbprint(key), purposes, talk: act.act === "convene" ? await talkOf(chain, act.nonce) : "" };
}

export class Log {
  /** By hash, each after those that it has seen. */
  readonly links = new Map<string, Link>();
  /** Proposals by the digest of their act. */
  readonly proposals = new Map<string, Link[]>();
  /** Each chain's entries in order, as far as they count. */
  readonly chains = new Map<string, Link[]>();
  readonly circle = new Circle();
  /** Chains outside the talk of which not all counts: they fork, or rest on one that does. */
  readonly strays = new Set<string>();
  /** How many entries of each chain there are. */
  private readonly counts = new Map<string, number>();
  private readonly forked = new Set<string>();
  /** Entries that do not count. */
  private readonly idle = new Set<string>();
  private readonly packages = new Map<string, { size: number; members: number[] }>();

  /** Whether a chain that is in the talk has two entries of one number. */
  get stopped(): boolean {
    return [...this.forked].some((chain) => this.circle.has(chain));
  }

  /** Whether `later` is, or comes after, `earlier` in one branch of one chain. */
  follows(later: Link, earlier: Link): boolean {
    if (later.entry.seq < earlier.entry.seq) return false;
    if (!this.forked.has(earlier.entry.chain)) return true;
    let link: Link | undefined = later;
    while (link !== undefined && link.entry.seq > earlier.entry.seq) link = link.previous;
    return link?.entry.hash === earlier.entry.hash;
  }

  add(link: Link): void {
    const { hash, chain, seq, act, actDigest, seen } = link.entry;
    this.links.set(hash, link);
    this.circle.note(chain, link.context.convener, seen.keys());
    const before = this.counts.get(chain) ?? 0;
    this.counts.set(chain, before + 1);
    if (seq <= before && !this.forked.has(chain)) this.fork(chain);
    else this.count(link);
    if (act.act !== "propose") return;
    this.proposals.set(actDigest, [...(this.proposals.get(actDigest) ?? []), link]);
    if (act.pack !== undefined) this.addMember(act.pack, link);
  }

  /** Of a chain that forks nothing counts, nor what rests on it. One that is in the talk stops all, so this is of others. */
  private fork(chain: string): void {
    this.forked.add(chain);
    this.chains.clear();
    for (const link of this.links.values()) this.count(link);
  }

  private count(link: Link): void {
    const { hash, chain, previous, seen } = link.entry;
    const past = this.idle.size === 0 ? [] : [...previous === undefined ? [] : [previous], ...[...seen.values()].map((head) => head.hash)];
    if (this.forked.has(chain) || past.some((each) => this.idle.has(each))) {
      this.idle.add(hash);
      this.strays.add(chain);
      return;
    }
    const entries = this.chains.get(chain);
    if (entries === undefined) this.chains.set(chain, [link]);
    else entries.push(link);
  }

  /** The log as it was when it had so many entries. */
  upTo(count: number): Log {
    const earlier = new Log();
    for (const link of [...this.links.values()].slice(0, count)) earlier.add(link);
    return earlier;
  }

  /** The last entry of each chain that counts. */
  heads(): Map<string, Head> {
    const heads = [...this.chains].flatMap(([chain, links]) =>
      links.slice(-1).map(({ entry: { seq, hash } }): [string, Head] => [chain, { seq, hash }]));
    return new Map(heads.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Whatever of the entry's past is not here: of which chain, and which entry. */
  unseen(entry: Entry): [chain: string, head: Head] | undefined {
    for (const head of entry.seen) if (!this.links.has(head[1].hash)) return head;
    return undefined;
  }

  /** Whether the package can have the link's proposal too: never two sizes, nor more members than its size. */
  hasPlace(pack: Package, link: Link): boolean {
    const found = this.packages.get(key(pack, link));
    const before = found?.members.filter((seq) => seq < link.entry.seq).length ?? 0;
    return found === undefined || before === 0 || (found.size === pack.size && before < pack.size);
  }

  private addMember(pack: Package, link: Link): void {
    const found = this.packages.get(key(pack, link));
    if (found === undefined) this.packages.set(key(pack, link), { size: pack.size, members: [link.entry.seq] });
    else found.members.push(link.entry.seq);
  }
}

function key(pack: Package, link: Link): string {
  return `${link.entry.chain} ${pack.id}`;
}

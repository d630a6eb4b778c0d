// A talk's dossier that grows while it is read: the node pushes entries, each is verified as it comes, and who may hold
// keys can be asked of it as it stood at any cut.
import type { Head } from "./act.ts";
import { Admission, type Claim } from "./admission.ts";
import { EntryCheck } from "./check.ts";
import type { Heads } from "./heads.ts";
import { type Link, Log, type Prepared, prepare } from "./log.ts";
import { type Reason, refuse, Refusal } from "./refusal.ts";
import { Signatures } from "./signatures.ts";
import { type Fails, type Progress, Verifier } from "./verifier.ts";

/** Entries that wait for their past, at most. */
const MAX_WAITING = 64;
/** Admissions kept, of as many cuts. */
const MAX_CUTS = 16;
/** Entries whose hashes are taken at once. */
const BATCH = 1024;

/** The first of what was pushed that does not hold; nothing before it is changed, and nothing after it was read. */
export interface Refused {
  reason: Reason;
  detail: string;
  /** Its place, as far as it says one. */
  chain?: string;
  seq?: number;
}

export interface Extended {
  added: number;
  /** How many wait for entries that are not here. */
  waiting: number;
  refused?: Refused;
}

/** What WebCrypto was asked when the log had so many entries, and what a no means. */
interface Asked {
  answer: Promise<boolean>;
  reason: Reason;
  size: number;
  entry: Prepared;
}

/** A refusal of an entry. */
class Failure extends Error {
  constructor(readonly refusal: Refusal, readonly entry?: Prepared) {
    super(refusal.message);
  }
}

export class Dossier {
  private readonly signatures = new Signatures();
  private readonly waiting = new Map<string, Prepared>();
  private readonly cuts = new Map<string, Admission>();
  private check: EntryCheck;
  private asked: Asked[] = [];
  /** The entry that is being checked. */
  private entry: Prepared | undefined;
  private verified: Heads;
  private queue: Promise<unknown> = Promise.resolve();
  private fork = false;

  constructor(readonly talk: string, private log = new Log()) {
    this.check = this.checkOf(log);
    this.verified = log.heads();
  }

  /** Reads an exported dossier, or says what of it does not hold. */
  static async read(file: Uint8Array, progress?: Progress): Promise<Dossier | Fails> {
    const verdict = await new Verifier().verify(file, progress);
    return verdict.holds ? new Dossier(verdict.talk, verdict.log) : verdict;
  }

  /** Whether a delegation that is in the talk has signed two entries of one number. */
  get forked(): boolean {
    return this.fork;
  }

  /** Chains outside the talk that fork, or rest on one that does. */
  get strays(): ReadonlySet<string> {
    return this.log.strays;
  }

  /** Takes in what is new of these, each after those that it has seen; one call after the other. */
  extend(entries: readonly string[]): Promise<Extended> {
    const done = this.queue.then(() => this.take(entries));
    this.queue = done.catch(() => {});
    return done;
  }

  /** The last verified entry of each chain that is in the talk: nobody outside shall stop a call by what it signs. */
  newest(): Heads {
    return new Map([...this.verified].filter(([chain]) => this.log.circle.has(chain)));
  }

  /** The hash of the verified entry of this number. */
  hashAt(chain: string, seq: number): string | undefined {
    return seq <= (this.verified.get(chain)?.seq ?? 0) ? this.log.chains.get(chain)?.[seq - 1]?.entry.hash : undefined;
  }

  /** Whether all of these entries are verified, and they leave out nothing that one of them has seen. */
  hasVerified(heads: Heads): boolean {
    return [...heads].every(([chain, { seq, hash }]) => this.hashAt(chain, seq) === hash && this.hasSeenIn(heads, hash));
  }

  /** The admission as it stood at these heads, if they are verified. */
  at(heads: Heads): Admission | undefined {
    const key = [...heads].map(([chain, { seq, hash }]) => `${chain} ${seq} ${hash}`).sort().join();
    const known = this.cuts.get(key);
    if (known !== undefined || !this.hasVerified(heads)) return known;
    const chains = [...heads].map(([chain, { seq }]): [string, Link[]] => [chain, this.log.chains.get(chain)?.slice(0, seq) ?? []]);
    const admission = new Admission(new Map(chains.sort(([a], [b]) => (a < b ? -1 : 1))), this.fork);
    this.cuts.set(key, admission);
    const [oldest] = this.cuts.keys();
    if (this.cuts.size > MAX_CUTS && oldest !== undefined) this.cuts.delete(oldest);
    return admission;
  }

  /** The admission as it stands now. */
  now(): Admission {
    return this.at(this.newest()) ?? refuse("SEEN_INCOMPLETE", "the newest heads");
  }

  /** Whether the claim may hold keys at these heads. */
  admits(claim: Claim, heads: Heads): boolean {
    return this.at(heads)?.mayHold(claim) === true;
  }

  private hasSeenIn(heads: Heads, hash: string): boolean {
    const seen = this.log.links.get(hash)?.entry.seen ?? new Map<string, Head>();
    return [...seen].every(([chain, { seq }]) => (heads.get(chain)?.seq ?? 0) >= seq);
  }

  private checkOf(log: Log): EntryCheck {
    return new EntryCheck(log, this.signatures, (reason, answer) => {
      if (this.entry !== undefined) this.asked.push({ answer, reason, size: this.log.links.size, entry: this.entry });
    });
  }

  private async take(entries: readonly string[]): Promise<Extended> {
    const before = this.log.links.size;
    const strays = this.log.strays.size;
    let failure = await this.admitAll(entries);
    const asked = this.asked;
    this.asked = [];
    const no = asked[(await Promise.all(asked.map(({ answer }) => answer))).indexOf(false)];
    if (no !== undefined) {
      failure = new Failure(new Refusal(no.reason, "signature"), no.entry);
      this.goBackTo(no.size);
    } else if (failure?.refusal.reason === "EQUIVOCATION") {
      this.fork = true;
    }
    if (this.fork || this.log.strays.size !== strays) this.cuts.clear();
    this.verified = this.log.heads();
    const extended = { added: this.log.links.size - before, waiting: this.waiting.size };
    return failure === undefined ? extended : { ...extended, refused: refused(failure) };
  }

  /** Takes in all but what WebCrypto has yet to say; what ended it, if anything did. */
  private async admitAll(entries: readonly string[]): Promise<Failure | undefined> {
    try {
      for (let at = 0; at < entries.length; at += BATCH) {
        for (const entry of await Promise.all(entries.slice(at, at + BATCH).map(prepare))) {
          if (entry instanceof Refusal) throw new Failure(entry);
          if (this.admit(entry)) this.admitWaiting();
        }
      }
      return undefined;
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
  }

  /** Whether the entry was taken in; else it is here already, or waits. */
  private admit(entry: Prepared): boolean {
    if (this.log.links.has(entry.hash)) return false;
    try {
      this.entry = entry;
      if (entry.talk !== this.talk) refuse("TALK_MISMATCH", entry.talk);
      if (this.log.unseen(entry) !== undefined || (entry.previous !== undefined && !this.log.links.has(entry.previous))) {
        if (this.waiting.size >= MAX_WAITING) refuse("ENTRY_MISSING", "too many wait for their past");
        this.waiting.set(entry.hash, entry);
        return false;
      }
      this.waiting.delete(entry.hash);
      const link = this.check.check(entry);
      this.log.add(link);
      if (this.log.stopped) this.stop(entry);
      return true;
    } catch (error) {
      throw error instanceof Refusal ? new Failure(error, entry) : error;
    }
  }

  private stop({ seq }: Prepared): never {
    this.goBackTo(this.log.links.size - 1);
    return refuse("EQUIVOCATION", `number ${seq}`);
  }

  private goBackTo(size: number): void {
    this.log = this.log.upTo(size);
    this.check = this.checkOf(this.log);
  }

  private admitWaiting(): void {
    for (let moved = this.waiting.size > 0; moved;) {
      moved = false;
      for (const entry of [...this.waiting.values()]) moved = this.admit(entry) || moved;
    }
  }
}

function refused({ refusal, entry }: Failure): Refused {
  const place = entry === undefined ? {} : { chain: entry.chain, seq: entry.seq };
  return { reason: refusal.reason, detail: refusal.message, ...place };
}

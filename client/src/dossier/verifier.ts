// Checks an exported dossier and says what was agreed, or the first thing that does not hold. It keeps what it has
// verified: a longer export of the same dossier costs no more than what is new in it.
import { bodyOf, type Head } from "./act.ts";
import { EntryCheck } from "./check.ts";
import { type Body, checkBodies, type DossierFile, readFile } from "./file.ts";
import { Log, type Prepared, prepare } from "./log.ts";
import { type Reason, refuse, Refusal } from "./refusal.ts";
import { Signatures } from "./signatures.ts";
import { type TalkState, talkState } from "./state.ts";

export interface Holds {
  holds: true;
  talk: string;
  state: TalkState;
  entries: number;
  /** The last entry of each chain that counts. */
  heads: Map<string, Head>;
  /** The hash of a chain's entry of this number, if there is one. */
  hashAt: (chain: string, seq: number) => string | undefined;
  /** Chains outside the talk that fork, or rest on one that does. */
  strays: ReadonlySet<string>;
  /** What was read, for whoever reads on. */
  log: Log;
  /** Whether any person who signed holds a software authenticator. */
  demo: boolean;
}

/** The first thing that does not hold; without a chain it is the file itself. */
export interface Fails {
  holds: false;
  reason: Reason;
  chain?: string;
  seq: number;
  detail: string;
}

export type Verdict = Holds | Fails;
export type Progress = (done: number, total: number) => void;

/** Entries whose signatures are asked for at once. */
const BATCH = 1024;

/** What WebCrypto was asked, and what a no means. */
interface Asked {
  answer: Promise<boolean>;
  reason: Reason;
  chain: string;
  seq: number;
}

/** A refusal in its place in the file. */
class Failure extends Error {
  constructor(readonly refusal: Refusal, readonly chain?: string, readonly seq = 0) {
    super(refusal.message);
  }
}

export class Verifier {
  private readonly signatures = new Signatures();
  private known: Reading | undefined;

  /** Verifies a file; the first call reads it all, later ones what was added. */
  async verify(bytes: Uint8Array, progress: Progress = () => {}): Promise<Verdict> {
    const known = this.known;
    this.known = undefined;
    try {
      const file = inPlace(undefined, 0, () => readFile(bytes));
      await checkBodies(file.bodies).catch(placeless);
      const reading = known?.isPrefixOf(file) === true ? known : new Reading(file.talk, this.signatures);
      await reading.admitAll(file, progress);
      const verdict = reading.holds(file.bodies);
      this.known = reading;
      return verdict;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { refusal, chain, seq } = error;
      return { holds: false, reason: refusal.reason, seq, detail: refusal.message, ...(chain === undefined ? {} : { chain }) };
    }
  }
}

function inPlace<T>(chain: string | undefined, seq: number, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw error instanceof Refusal ? new Failure(error, chain, seq) : error;
  }
}

function placeless(error: unknown): never {
  throw error instanceof Refusal ? new Failure(error) : error;
}

/** A file's entries on their way into the log, each after those it has seen. */
class Reading {
  private readonly log = new Log();
  private readonly admitted = new Map<string, string[]>();
  private later: Asked[] = [];
  private asked: Asked[] = [];
  private readonly check: EntryCheck;
  private at: { chain: string; seq: number } = { chain: "", seq: 0 };

  constructor(private readonly talk: string, signatures: Signatures) {
    this.check = new EntryCheck(this.log, signatures, (reason, answer) => {
      this.later.push({ answer, reason, ...this.at });
    });
  }

  isPrefixOf(file: DossierFile): boolean {
    return file.talk === this.talk && [...this.admitted].every(([chain, entries]) => {
      const now = file.chains.get(chain) ?? [];
      return entries.every((jws, i) => jws === now[i]);
    });
  }

  async admitAll(file: DossierFile, progress: Progress): Promise<void> {
    const total = [...file.chains.values()].reduce((sum, entries) => sum + entries.length, 0);
    const prepared = await this.prepareNew(file, (done) => progress(done / 2, total));
    const next = new Map([...file.chains.keys()].map((chain) => [chain, this.admittedOf(chain).length]));
    let admitted = 0;
    try {
      for (let moved = true; moved;) {
        moved = false;
        for (const chain of file.chains.keys()) {
          while (this.admit(chain, prepared.get(chain) ?? [], next, file)) {
            moved = true;
            if (++admitted % BATCH !== 0) continue;
            await this.settle();
            progress(total / 2 + this.log.links.size / 2, total);
          }
        }
      }
      this.checkNoneMissing(prepared, next);
    } finally {
      // What was asked of WebCrypto came before what ended the loop, if anything did.
      await this.settle();
      await this.settle();
    }
  }

  holds(bodies: Map<string, Body>): Holds {
    const links = [...this.log.links.values()];
    const referred = new Set(links.map((link) => bodyOf(link.entry.act)));
    for (const name of bodies.keys()) {
      inPlace(undefined, 0, () => { if (!referred.has(name)) refuse("REFERENCE_UNKNOWN", `no entry refers to text ${name}`); });
    }
    return {
      holds: true,
      talk: this.talk,
      state: talkState(this.log.chains),
      entries: links.length,
      heads: this.log.heads(),
      strays: this.log.strays,
      log: this.log,
      hashAt: (chain, seq) => this.log.chains.get(chain)?.[seq - 1]?.entry.hash,
      demo: links.some((link) => link.demo),
    };
  }

  private admittedOf(chain: string): string[] {
    let entries = this.admitted.get(chain);
    if (entries === undefined) this.admitted.set(chain, (entries = []));
    return entries;
  }

  /** Reads what is new, a batch at a time: by chain and number, nothing where it was admitted before. */
  private async prepareNew(file: DossierFile, progress: (done: number) => void): Promise<Map<string, (Prepared | Refusal)[]>> {
    const all = new Map<string, (Prepared | Refusal)[]>();
    let done = this.log.links.size;
    for (const [chain, entries] of file.chains) {
      const from = this.admittedOf(chain).length;
      const read: (Prepared | Refusal)[] = new Array(from);
      let before: Promise<(Prepared | Refusal)[]> = Promise.resolve([]);
      for (let at = from; at < entries.length; at += BATCH) {
        const batch = Promise.all(entries.slice(at, at + BATCH).map(prepare));
        read.push(...await before);
        before = batch;
        progress(done + read.length - from);
      }
      read.push(...await before);
      done += read.length - from;
      all.set(chain, read);
    }
    return all;
  }

  /** Takes the chain's next entry in; false if there is none or it waits for another chain. */
  private admit(chain: string, prepared: (Prepared | Refusal)[], next: Map<string, number>, file: DossierFile): boolean {
    const index = next.get(chain) ?? 0;
    const entry = prepared[index];
    if (entry === undefined) return false;
    this.at = { chain, seq: index + 1 };
    return inPlace(chain, index + 1, () => {
      if (entry instanceof Refusal) throw entry;
      if (!this.isInPlace(entry, chain, index)) return false;
      if (entry.talk !== this.talk) refuse("TALK_MISMATCH", entry.talk);
      const link = this.check.check(entry);
      this.log.add(link);
      if (this.log.stopped) refuse("EQUIVOCATION", `number ${entry.seq}`);
      this.admittedOf(chain).push(file.chains.get(chain)?.[index] ?? "");
      next.set(chain, index + 1);
      return true;
    });
  }

  /** Whether it is the next of its chain and all that it has seen is here. */
  private isInPlace(entry: Prepared, chain: string, index: number): boolean {
    const isOfChain = (hash: string): boolean => this.log.links.get(hash)?.entry.chain === chain;
    if (entry.chain !== chain) refuse("CHAIN_MISMATCH", "filed under another chain");
    if (entry.seq > index + 1) refuse("ENTRY_MISSING", `number ${index + 1}`);
    if (isOfChain(entry.hash)) refuse("DUPLICATE_ENTRY", `number ${entry.seq}`);
    if (entry.previous !== undefined && !isOfChain(entry.previous)) refuse("PREVIOUS_MISMATCH", "not the entry before it in the file");
    return this.log.unseen(entry) === undefined;
  }

  /** The first entry that others have seen and the file does not have. */
  private checkNoneMissing(prepared: Map<string, (Prepared | Refusal)[]>, next: Map<string, number>): void {
    for (const [chain, entries] of prepared) {
      const waiting = entries[next.get(chain) ?? 0];
      const missing = waiting === undefined || waiting instanceof Refusal ? undefined : this.log.unseen(waiting);
      if (missing !== undefined) throw new Failure(new Refusal("ENTRY_MISSING", `seen by chain ${chain}`), missing[0], missing[1].seq);
    }
  }

  /**
   * Waits for what WebCrypto was asked before the last call, so that it works on one batch while the next is read; the
   * first no in the order of the checks ends the verification.
   */
  private async settle(): Promise<void> {
    const asked = this.asked;
    this.asked = this.later;
    this.later = [];
    const answers = await Promise.all(asked.map(({ answer }) => answer));
    const no = asked[answers.indexOf(false)];
    if (no === undefined) return;
    this.asked = [];
    throw new Failure(new Refusal(no.reason, "signature"), no.chain, no.seq);
  }
}

// The frame keys of everybody in the group: who may seal what with which counter, and whose frames open where.
import type { Bytes } from "../dossier/bytes.ts";
import { type Holder, type Purpose, PURPOSES } from "../protocol/keeper.ts";
import { ReplayWindow } from "./replay.ts";
import { FrameKey, type Header, readHeader, TAG_BYTES } from "./sframe.ts";

/** The keys of one epoch, as the group exports them. */
export interface Epoch {
  epoch: bigint | number;
  own: number;
  leaves: ReadonlyMap<number, Holder>;
  baseKeys: ReadonlyMap<number, Bytes>;
  /** Somebody of the epoch before is not in this one. */
  removal: boolean;
}

/** Whose frames of which purpose a tile takes. */
export interface Source extends Holder {
  purpose: Purpose;
}

export interface Clock {
  /** Milliseconds that only grow. */
  now(): number;
  wait(millis: number): Promise<void>;
}

export type Drop =
  | "stopped" | "no-key" | "malformed" | "unknown-leaf" | "wrong-person" | "wrong-purpose" | "refused" | "replayed" | "forged";

export type Opened = { plain: Bytes } | { drop: Drop };

const EPOCH_BITS = 16;
const LEAF_BITS = 10;
const EPOCHS = 1 << EPOCH_BITS;
const LEAVES = 1 << LEAF_BITS;
const KEY_IDS = 1n << BigInt(2 + LEAF_BITS + EPOCH_BITS);
const OVERLAP_MILLIS = 2_000;
const PATIENCE_MILLIS = 1_000;
/** How many epochs ahead of ours a frame may be and still be waited for. */
const AHEAD = 8;

/** The key id of a purpose of a leaf in an epoch. */
export function keyId(purpose: Purpose, leaf: number, epoch: bigint): bigint {
  return (BigInt((PURPOSES.indexOf(purpose) << LEAF_BITS) | leaf) << BigInt(EPOCH_BITS)) | BigInt.asUintN(EPOCH_BITS, epoch);
}

interface Sealing {
  key: FrameKey;
  counter: { next: bigint };
}

interface Opening {
  key: Promise<FrameKey>;
  seen: ReplayWindow;
}

interface Held extends Omit<Epoch, "epoch"> {
  epoch: bigint;
  diesAt: number;
  sealing: Map<Purpose, Promise<Sealing>>;
  opening: Map<bigint, Opening>;
}

/** One for each worker, for as long as that lives: it alone knows which counters are spent. */
export class Keyring {
  /** Frames that were not let through, by cause. */
  readonly drops = new Map<Drop, number>();
  private current: Held | undefined;
  private readonly older: Held[] = [];
  private readonly refused = new Set<number>();
  // By a digest of the base key and the key id, so that not even a group entered twice begins again at zero.
  private readonly spent = new Map<string, { next: bigint }>();
  private stopped = false;
  private earlySince: number | undefined;
  private early: (() => void)[] = [];

  constructor(readonly clock: Clock) {}

  /**
   * Goes on to a later epoch. After a removal the keys before it are dead, refusals are forgotten and sending goes on: judge the
   * new leaves again at once. After additions older keys live two seconds more, refusals stay, and as long as there are any
   * a stop stays too. The epoch in force entered again changes nothing.
   */
  enter({ epoch, own, leaves, baseKeys, removal }: Epoch): void {
    const number = BigInt(epoch);
    const before = this.current;
    if (before?.epoch === number) return;
    if (before !== undefined && number < before.epoch) throw new Error(`epoch ${number} after ${before.epoch}`);
    if ([...leaves.keys()].some((leaf) => leaf >= LEAVES)) throw new Error(`a group of more than ${LEAVES} leaves`);
    if (removal) {
      this.older.length = 0;
      this.refused.clear();
    } else if (before !== undefined) {
      before.diesAt = this.clock.now() + OVERLAP_MILLIS;
      this.older.push(before);
    }
    this.current = { epoch: number, own, leaves, baseKeys, removal, diesAt: Infinity, sealing: new Map(), opening: new Map() };
    this.stopped &&= this.refused.size > 0;
    this.arrived();
  }

  /** Seals nothing until an epoch from which everybody refused is gone. */
  stop(): void {
    this.stopped = true;
  }

  /** Seals again. */
  start(): void {
    this.stopped = false;
  }

  /** Nobody is refused any more, in the same epoch: they turned out to belong here. */
  resume(): void {
    this.refused.clear();
    this.stopped = false;
  }

  /** Opens no more frames of this leaf. */
  refuse(leaf: number): void {
    this.refused.add(leaf);
  }

  /** Forgets every key: another group is to come. Which counters are spent it remembers. */
  reset(): void {
    this.current = undefined;
    this.older.length = 0;
    this.refused.clear();
    this.stopped = false;
    this.arrived();
  }

  /** The metadata in clear and the frame sealed after it; nothing while there is no key or nobody may send. */
  async seal(purpose: Purpose, metadata: Uint8Array, plain: Bytes): Promise<Bytes | undefined> {
    for (let epoch = this.sendingEpoch(); epoch !== undefined; epoch = this.sendingEpoch()) {
      const { key, counter } = await this.sealing(epoch, purpose);
      if (this.sendingEpoch() !== epoch) continue;
      const frame = await key.seal(counter.next++, metadata, plain);
      if (this.sendingEpoch() === epoch) return frame;
    }
    this.dropped(this.stopped ? "stopped" : "no-key");
    return undefined;
  }

  /** The plain bytes of a frame that this source sealed with this metadata, once each. */
  async open(source: Source, metadata: Uint8Array, sealed: Bytes): Promise<Opened> {
    const header = readHeader(sealed);
    if (header === undefined || sealed.length < header.length + TAG_BYTES) return this.dropped("malformed");
    if (header.kid >= KEY_IDS || header.counter > BigInt(Number.MAX_SAFE_INTEGER)) return this.dropped("malformed");
    const held = await this.epochOf(header);
    if (held === undefined) return this.dropped("no-key");
    const leaf = Number(header.kid >> BigInt(EPOCH_BITS)) % LEAVES;
    const objection = this.objection(held, leaf, header, source);
    if (objection !== undefined) return this.dropped(objection);
    const { key, seen } = this.opening(held, leaf, header.kid);
    const counter = Number(header.counter);
    if (!seen.expects(counter)) return this.dropped("replayed");
    const plain = await (await key).open(header, metadata, sealed);
    if (plain === undefined) return this.dropped("forged");
    // What was in force when the frame came may be over by now.
    if (!this.lives(held)) return this.dropped("no-key");
    if (this.refused.has(leaf)) return this.dropped("refused");
    return seen.note(counter) ? { plain } : this.dropped("replayed");
  }

  /** Whether frames are let out at this moment. */
  get sends(): boolean {
    return this.sendingEpoch() !== undefined;
  }

  /** Counts a frame that never came as far as a key. */
  dropped(drop: Drop): { drop: Drop } {
    this.drops.set(drop, (this.drops.get(drop) ?? 0) + 1);
    return { drop };
  }

  private objection(held: Held, leaf: number, { kid }: Header, source: Source): Drop | undefined {
    const occupant = held.leaves.get(leaf);
    if (occupant === undefined || !held.baseKeys.has(leaf)) return "unknown-leaf";
    if (occupant.chain !== source.chain || occupant.person !== source.person) return "wrong-person";
    if (kid !== keyId(source.purpose, leaf, held.epoch)) return "wrong-purpose";
    return this.refused.has(leaf) ? "refused" : undefined;
  }

  private sendingEpoch(): Held | undefined {
    const epoch = this.current;
    return this.stopped || !epoch?.baseKeys.has(epoch.own) ? undefined : epoch;
  }

  private sealing(held: Held, purpose: Purpose): Promise<Sealing> {
    return cached(held.sealing, purpose, async () => {
      const baseKey = baseKeyOf(held, held.own);
      const kid = keyId(purpose, held.own, held.epoch);
      const [key, digest] = await Promise.all([FrameKey.derive(baseKey, kid, "encrypt"), crypto.subtle.digest("SHA-256", baseKey)]);
      return { key, counter: cached(this.spent, `${new Uint8Array(digest)} ${kid}`, () => ({ next: 0n })) };
    });
  }

  private opening(held: Held, leaf: number, kid: bigint): Opening {
    return cached(held.opening, kid, () => ({ key: FrameKey.derive(baseKeyOf(held, leaf), kid, "decrypt"), seen: new ReplayWindow() }));
  }

  private lives(held: Held): boolean {
    if (held.diesAt === Infinity) return this.current === held;
    return this.older.includes(held) && this.clock.now() < held.diesAt;
  }

  // Frames that run ahead of us wait together, for one second since the first of them.
  private async epochOf({ kid }: Header): Promise<Held | undefined> {
    const low = Number(kid) % EPOCHS;
    for (;;) {
      const found = this.find(low);
      if (found !== undefined || !this.isAhead(low)) return found;
      this.earlySince ??= this.clock.now();
      const left = this.earlySince + PATIENCE_MILLIS - this.clock.now();
      if (left <= 0) return undefined;
      await Promise.race([new Promise<void>((arrived) => this.early.push(arrived)), this.clock.wait(left)]);
    }
  }

  private find(low: number): Held | undefined {
    const now = this.clock.now();
    while (this.older[0] !== undefined && this.older[0].diesAt <= now) this.older.shift();
    return [this.current, ...this.older].find((held) => held !== undefined && lowBits(held.epoch) === low);
  }

  private isAhead(low: number): boolean {
    if (this.current === undefined) return false;
    const steps = (low - lowBits(this.current.epoch) + EPOCHS) % EPOCHS;
    return steps >= 1 && steps <= AHEAD;
  }

  private arrived(): void {
    this.earlySince = undefined;
    for (const arrived of this.early.splice(0)) arrived();
  }
}

function lowBits(epoch: bigint): number {
  return Number(BigInt.asUintN(EPOCH_BITS, epoch));
}

function baseKeyOf(held: Held, leaf: number): Bytes {
  return held.baseKeys.get(leaf) ?? new Uint8Array();
}

function cached<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

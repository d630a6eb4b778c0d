// A group without MLS: base keys as its exporter would give them, and a clock that a test moves.
import { createHash } from "node:crypto";
import type { Clock, Epoch, Source } from "../src/crypto/keyring.ts";
import type { Holder, Purpose } from "../src/protocol/keeper.ts";

export class TestClock implements Clock {
  private millis = 0;
  private waiting: { until: number; done: () => void }[] = [];

  now(): number {
    return this.millis;
  }

  wait(millis: number): Promise<void> {
    return new Promise((done) => this.waiting.push({ until: this.millis + millis, done }));
  }

  async pass(millis: number): Promise<void> {
    this.millis += millis;
    const due = this.waiting.filter(({ until }) => until <= this.millis);
    this.waiting = this.waiting.filter(({ until }) => until > this.millis);
    for (const { done } of due) done();
    await settled();
  }
}

/** Lets everything that can go on go on, WebCrypto's work too. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((done) => setImmediate(done));
}

export const ANNA: Holder = { chain: "norland", person: "anna" };
export const VIKTOR: Holder = { chain: "sudmark", person: "viktor" };
export const MARIA: Holder = { chain: "norland", person: "maria" };

export function exported(group: string, epoch: bigint | number, leaf: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(`${group} ${epoch} ${leaf}`).digest().subarray(0, 16));
}

/** What the member in leaf `own` enters. */
export function epochFor(own: number, epoch: bigint | number, leaves: ReadonlyMap<number, Holder>, removal = false, group = "one"): Epoch {
  return { epoch, own, leaves, removal, baseKeys: new Map([...leaves.keys()].map((leaf) => [leaf, exported(group, epoch, leaf)])) };
}

export function source(holder: Holder, purpose: Purpose): Source {
  return { ...holder, purpose };
}

/** Numbers below a limit, the same for the same seed. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

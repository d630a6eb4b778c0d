// A simulated node and the network between it and browsers: ordered sockets that are cut at bad moments, a node that crashes
// and keeps only what was durable, a dossier that reaches everybody late. Its chance comes from a seed, which failures name.
import assert from "node:assert/strict";
import { Delivery } from "../src/crypto/delivery.ts";
import type { Entered, Input, Output } from "../src/crypto/events.ts";
import { encode } from "../src/dossier/bytes.ts";
import type { Heads } from "../src/dossier/heads.ts";
import type { ClientGroupMessage, ServerGroupMessage } from "../src/protocol/group.ts";
import { type Guest, guest, leaves, Ledger, NOW, PLACE, QUICK } from "./crowd.ts";
import { ModelNode, type Variant } from "./modelnode.ts";

const TICK = 200;
/** What stands for a message of entries: the dossier as the node had it then. */
type Carried = { entries: Heads } | { message: ServerGroupMessage };

interface Happening {
  at: number;
  order: number;
  happen: () => Promise<void> | void;
}

/** A browser of somebody's, from one load of the page to the next. */
export interface Page {
  guest: Guest;
  delivery: Delivery;
  socket: number | undefined;
  /** What each step with keys takes it. */
  slowness: number;
  /** What it has been given and not begun. */
  waiting: Input[];
  latest: Entered | undefined;
  stale: number;
  here: number;
  apart: readonly string[];
  heard: string[];
  refused: string[];
}

/** Whether keys were made or used for it. */
function isWork(outputs: Output[]): boolean {
  return outputs.some((output) => output.kind === "entered" || (output.kind === "send" && ["key-package", "create", "commit"].includes(output.message.type)));
}

export class Network {
  now = NOW;
  readonly ledger = new Ledger();
  readonly pages = new Map<string, Page>();
  readonly marks = new Map<string, string>();
  readonly node: ModelNode;
  readonly log: string[] = [];
  /** What each last said that her keys look like. */
  readonly reached = new Map<string, string>();
  /** Whether there are two groups on purpose. */
  isSplit = false;
  private state: number;
  private happenings: Happening[] = [];
  private order = 0;
  private sockets = 0;
  private readonly arrivals = new Map<number, number>();
  private readonly guests = new Map<string, Guest>();

  constructor(readonly seed: number, variant: Variant = "sound") {
    this.state = seed;
    this.node = new ModelNode((socket, message) => this.down(socket, { message }), (delay, work) => this.after(delay, work), variant);
  }

  chance(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  after(delay: number, happen: () => Promise<void> | void): void {
    this.happenings.push({ at: this.now + delay, order: this.order++, happen });
  }

  async run(millis: number): Promise<void> {
    const until = this.now + millis;
    for (;;) {
      const next = this.happenings.reduce<Happening | undefined>((a, b) => (a === undefined || b.at < a.at || (b.at === a.at && b.order < a.order) ? b : a), undefined);
      if (next === undefined || next.at > until) break;
      this.happenings.splice(this.happenings.indexOf(next), 1);
      this.now = next.at;
      await next.happen();
    }
    this.now = until;
  }

  /** Opens the page, for the first time or again: whatever the page before held is gone. */
  async arrive(person: string, slowness = 0): Promise<void> {
    const who = this.guests.get(person) ?? await guest(this.ledger, person, this.guests.size % 2 === 0 ? "a" : "b");
    this.guests.set(person, who);
    this.leavePage(person);
    const delivery = new Delivery({ talk: PLACE.talk, purpose: "room", judge: who.judge, suite: QUICK, makeLeaf: () => who.leaf() });
    const page: Page = { guest: who, delivery, socket: undefined, slowness, waiting: [], latest: undefined, stale: 0, here: 0, apart: [], heard: [], refused: [] };
    this.pages.set(person, page);
    this.connect(page);
    this.tick(page);
  }

  async say(person: string, id: string): Promise<void> {
    const page = this.pages.get(person);
    if (page !== undefined) await this.into(page, { kind: "say", word: { t: "text", id, text: id, at: 0 } });
  }

  private leavePage(person: string): void {
    const before = this.pages.get(person);
    if (before === undefined) return;
    this.pages.delete(person);
    this.cut(before, true);
    before.delivery.close();
  }

  /** Goes for good: the dossier says so at once. */
  leave(person: string): void {
    this.leavePage(person);
    const who = this.guests.get(person);
    this.guests.delete(person);
    if (who === undefined) return;
    leaves(this.ledger, who);
    this.push();
    this.node.remove();
  }

  private tick(page: Page): void {
    if (![...this.pages.values()].includes(page)) return;
    this.after(TICK, async () => {
      await this.into(page, { kind: "tick" });
      this.tick(page);
    });
  }

  private connect(page: Page): void {
    this.after(100 + 400 * this.chance(), async () => {
      if (![...this.pages.values()].includes(page) || page.socket !== undefined) return;
      if (!this.node.up) return this.connect(page);
      const socket = ++this.sockets;
      page.socket = socket;
      this.arrivals.set(socket, 0);
      this.node.sit(socket, page.guest.maker.person, page.guest.maker.chain);
      this.down(socket, { entries: this.ledger.heads() });
      this.push();
      await this.into(page, { kind: "online" });
    });
  }

  /** Cuts somebody's socket: what is under way is lost. */
  cut(page: Page, forGood = false): void {
    const socket = page.socket;
    if (socket === undefined) return;
    page.socket = undefined;
    this.after(300 * this.chance(), () => this.node.lose(socket));
    if (forGood) return;
    this.after(0, () => this.into(page, { kind: "offline" }));
    this.connect(page);
  }

  crash(): void {
    this.node.crash();
    for (const page of this.pages.values()) this.cut(page);
    this.after(500 + 1_500 * this.chance(), () => this.node.start());
  }

  /** What the dossier says now goes to everybody who is connected. */
  push(): void {
    const entries = this.ledger.heads();
    for (const { socket } of this.pages.values()) if (socket !== undefined) this.down(socket, { entries });
  }

  private down(socket: number, carried: Carried): void {
    const at = Math.max(this.arrivals.get(socket) ?? 0, this.now + 5 + 60 * this.chance());
    this.arrivals.set(socket, at);
    this.after(at - this.now, async () => {
      const page = [...this.pages.values()].find((each) => each.socket === socket);
      if (page === undefined) return;
      if ("message" in carried) return this.into(page, { kind: "heard", message: carried.message as Exclude<ServerGroupMessage, { type: "entries" }> });
      // Verifying takes a moment, in which messages that name these entries may already be here.
      this.after(200 * this.chance(), async () => {
        page.guest.judge.catchUpTo(carried.entries);
        await this.into(page, { kind: "dossier" });
      });
    });
  }

  /** What a page says to the node. */
  up(page: Page, message: ClientGroupMessage): void {
    if (message.type === "reached") this.reached.set(page.guest.maker.person, message.mark);
    const socket = page.socket;
    if (socket === undefined) return;
    const key = -socket;
    const at = Math.max(this.arrivals.get(key) ?? 0, this.now + 5 + 60 * this.chance());
    this.arrivals.set(key, at);
    this.after(at - this.now, () => {
      if (page.socket === socket) this.node.hear(socket, message);
    });
  }

  async into(page: Page, input: Input): Promise<void> {
    if (page.slowness === 0) return this.carryOutAll(page, await page.delivery.handle(input, this.now));
    page.waiting.push(input);
    if (page.waiting.length === 1) await this.work(page);
  }

  /** A slow page takes one input after the other; what comes of it comes when its time is over. */
  private async work(page: Page): Promise<void> {
    for (let input = page.waiting[0]; input !== undefined; input = page.waiting[0]) {
      const outputs = await page.delivery.handle(input, this.now);
      const delay = isWork(outputs) ? page.slowness : 0;
      if (delay > 0) {
        return this.after(delay, async () => {
          this.carryOutAll(page, outputs);
          page.waiting.shift();
          await this.work(page);
        });
      }
      this.carryOutAll(page, outputs);
      page.waiting.shift();
    }
  }

  private carryOutAll(page: Page, outputs: Output[]): void {
    outputs.forEach((output) => this.carryOut(page, output));
  }

  private carryOut(page: Page, output: Output): void {
    const { person } = page.guest.maker;
    if (output.kind !== "send") this.log.push(`${Math.round(this.now - NOW)} ${person} ${output.kind} ${"epoch" in output ? output.epoch : ""}${"rule" in output ? output.rule : ""}`);
    switch (output.kind) {
      case "send": return this.up(page, output.message);
      case "entered": {
        page.latest = output;
        page.stale = page.here = 0;
        page.apart = [];
        const place = `${output.generation} ${[...output.leaves.values()][0]?.talk} ${output.epoch}`;
        const mark = encode(output.mark);
        if (output.leaves.size > 1 && !this.isSplit) assert.equal(this.marks.get(place) ?? mark, mark, `two groups in ${place}: ${this.hint()}`);
        if (output.leaves.size > 1) this.marks.set(place, mark);
        return;
      }
      case "apart": page.apart = output.people; return;
      case "stale": page.stale = output.leaves.length; return;
      case "here": page.here = output.leaves.length; return;
      case "out": page.latest = undefined; return;
      case "word": page.heard.push(output.word.id); return;
      case "refused": page.refused.push(output.rule); return;
      case "sent": return;
    }
  }

  hint(): string {
    return `SEED=${this.seed}\n${this.log.slice(-60).join("\n")}`;
  }

  /** All who are here hold the same keys of one epoch, and each knows exactly who they are. */
  async converged(): Promise<void> {
    const present = [...this.pages.keys()].sort();
    const places = new Set([...this.pages.values()].map(({ latest }) => `${latest?.generation} ${latest?.epoch} ${encode(latest?.mark ?? new Uint8Array())}`));
    assert.equal(places.size, 1, `${[...places].join(" | ")} ${this.hint()}`);
    for (const [person, page] of this.pages) {
      const seen = [...page.latest?.leaves.values() ?? []].map((leaf) => leaf.person).sort();
      assert.deepEqual(seen, present, `${person} sees ${seen.join()}: ${this.hint()}`);
      assert.deepEqual(page.apart, [], `${person} sees other keys: ${this.hint()}`);
      assert.equal(page.stale, 0, `${person} may not send: ${this.hint()}`);
      assert.equal(page.here, present.length, `${person} knows of ${page.here} who are here: ${this.hint()}`);
    }
  }
}

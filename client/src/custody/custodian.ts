// Keeps everything that a call's secrecy hangs from, one thing after the other: it reads the dossier, takes part in the
// group, and hands the frames' keys to the keyring. The page orders, and hears what it may show.
import { identityNow, remember } from "../call/verdict.ts";
import { Delivery } from "../crypto/delivery.ts";
import type { Entered, Input, Output } from "../crypto/events.ts";
import { sameKeysMark } from "../crypto/identity.ts";
import { Keyring } from "../crypto/keyring.ts";
import { makeLeaf } from "../crypto/leaf.ts";
import { loadSuite, type Suite } from "../crypto/suite.ts";
import { nameOf, ownKey, sign } from "../device-key.ts";
import type { Claim } from "../dossier/admission.ts";
import type { Dossier } from "../dossier/dossier.ts";
import { canVerify } from "../dossier/signatures.ts";
import type { ServerGroupMessage } from "../protocol/group.ts";
import type { Identity, Keys, Member, News, Order, Self } from "../protocol/keeper.ts";
import { Conversation } from "./conversation.ts";
import { fetchDossier, rememberHeads } from "./record.ts";

const TICK_MILLIS = 200;

/** Who goes in here: her page, her dossier, and her device where this browser has one that is admitted. */
interface Entrant {
  self: Self;
  dossier: Dossier;
  suite: Suite;
  key: CryptoKeyPair | undefined;
  claim: Claim;
}

export class Custodian {
  readonly keyring = new Keyring({ now: () => performance.now(), wait: (millis) => new Promise((done) => setTimeout(done, millis)) });
  private readonly conversation: Conversation;
  private work: Promise<void> = Promise.resolve();
  private entrant: Entrant | undefined;
  private delivery: Delivery | undefined;
  private online = false;
  private epoch: Entered | undefined;
  private here: ReadonlySet<number> = new Set();
  private isStale = false;
  private apart: string[] = [];
  private identity: Identity | undefined;

  constructor(private readonly tell: (news: News) => void) {
    this.conversation = new Conversation(tell, (word) => this.queue(() => this.handle({ kind: "say", word })));
    setInterval(() => { if (this.online) this.queue(() => this.handle({ kind: "tick" })); }, TICK_MILLIS);
  }

  /** Carries out an order after those before it. */
  order(order: Order): void {
    this.queue(() => this.carryOut(order));
  }

  private queue(work: () => Promise<void>): void {
    this.work = this.work.then(work).catch((fault: unknown) => console.error("the keeper of the keys stumbled", fault));
  }

  private async carryOut(order: Order): Promise<void> {
    switch (order.kind) {
      case "begin": return this.begin(order.self).catch((fault: unknown) => {
        this.say({ state: "no record", reason: "script" });
        throw fault;
      });
      case "online": return this.goOnline();
      case "offline": return this.goOffline();
      case "signal": return this.hear(order.message);
      case "leave": return this.leave();
      case "say": return this.conversation.say(order.text);
      // These take long: what concerns keys does not wait for them.
      case "share": return void this.conversation.share(order.file);
      case "fetch": return void this.conversation.fetch(order.id);
      case "cancel": return this.conversation.cancel(order.id);
      case "judge": return this.judge(order.digits, order.matches);
    }
  }

  private async begin(self: Self): Promise<void> {
    if (!(await canVerify())) return this.say({ state: "unable", lacks: "Ed25519" });
    const read = await fetchDossier(self, (done, total) => this.say({ state: "checking", done, total }));
    if ("missing" in read) return this.say({ state: "no record", reason: read.missing });
    const { dossier } = read;
    const key = await ownKey();
    const device = key === undefined ? "" : await nameOf(key);
    const role = dossier.now().person(self.chain, self.person)?.roles[0] ?? "";
    this.entrant = { self, dossier, key, suite: await loadSuite(), claim: { chain: self.chain, person: self.person, role, device } };
    this.conversation.begin(self);
    await this.showIdentity();
    this.leave();
  }

  /** As if she had never been in: what she had in the group is gone. */
  private leave(): void {
    const { entrant } = this;
    this.online = false;
    this.delivery?.close();
    this.delivery = undefined;
    this.epoch = undefined;
    this.keyring.reset();
    this.conversation.abandon();
    if (entrant === undefined) return;
    const { self, dossier, suite, key, claim } = entrant;
    if (key === undefined || dossier.now().whyNotEnter(claim) !== undefined) return this.say({ state: "not admitted" });
    const lasting = { talk: self.talk, purpose: "room" as const, client: self.client, ...claim };
    this.delivery = new Delivery({
      talk: self.talk,
      purpose: "room",
      judge: dossier,
      suite,
      makeLeaf: (nowMillis) => makeLeaf(lasting, (message) => sign(key, message), nowMillis, suite),
    });
    this.say({ state: "ready" });
  }

  private async goOnline(): Promise<void> {
    if (this.entrant === undefined) return;
    this.online = true;
    this.tell({ kind: "signal", message: { type: "entries", heads: Object.fromEntries(this.entrant.dossier.newest()) } });
    if (this.delivery !== undefined && this.epoch === undefined) this.say({ state: "waiting" });
    await this.handle({ kind: "online" });
  }

  private async goOffline(): Promise<void> {
    this.online = false;
    await this.handle({ kind: "offline" });
  }

  private async hear(message: ServerGroupMessage): Promise<void> {
    if (message.type === "entries") return this.read(message.entries);
    await this.handle({ kind: "heard", message });
  }

  private async read(entries: string[]): Promise<void> {
    const { entrant } = this;
    if (entrant === undefined) return;
    const { added, refused } = await entrant.dossier.extend(entries);
    if (refused !== undefined) this.tell({ kind: "refused", rule: refused.reason });
    if (added === 0 && refused === undefined) return;
    await rememberHeads(entrant.dossier);
    await this.showIdentity();
    await this.handle({ kind: "dossier" });
    if (this.delivery !== undefined && entrant.dossier.now().whyNotEnter(entrant.claim) !== undefined) {
      this.leave();
    }
  }

  private async handle(input: Input): Promise<void> {
    const outputs = (await this.delivery?.handle(input, Date.now())) ?? [];
    for (const output of outputs) await this.follow(output);
  }

  private async follow(output: Output): Promise<void> {
    switch (output.kind) {
      case "send": return this.tell({ kind: "signal", message: output.message });
      case "entered": return this.enter(output);
      case "stale":
        this.keyring.resume();
        output.leaves.forEach(({ index }) => this.keyring.refuse(index));
        this.isStale = output.leaves.length > 0;
        return this.goOn();
      case "apart":
        this.apart = output.people;
        return this.goOn();
      case "here":
        this.here = new Set(output.leaves);
        return this.showMembers();
      case "word": return this.conversation.hear(output.from, output.word);
      case "sent": return this.conversation.sent(output.id);
      case "full": return this.conversation.full(output.id);
      case "out":
        this.epoch = undefined;
        this.keyring.reset();
        return this.say({ state: "waiting" });
      case "refused": return this.tell({ kind: "refused", rule: output.rule });
    }
  }

  /** Sends, or stops and says why. */
  private goOn(): void {
    if (this.epoch === undefined) return;
    const { apart } = this;
    if (this.isStale || apart.length > 0) this.keyring.stop();
    else this.keyring.start();
    this.say(this.isStale ? { state: "changing" } : apart.length > 0 ? { state: "apart", people: apart } : { state: "in" });
  }

  private enter(epoch: Entered): void {
    if (epoch.fresh) this.keyring.reset();
    this.keyring.enter(epoch);
    this.epoch = epoch;
    this.here = new Set();
    this.isStale = false;
    this.apart = [];
    this.say({ state: "in" });
    this.showMembers();
  }

  private showMembers(): void {
    const { epoch } = this;
    if (epoch === undefined) return;
    const members = [...epoch.leaves.values()].map(({ index, chain, person, role, device, client, own }): Member =>
      ({ leaf: index, chain, person, role, device, client, own, confirmed: this.here.has(index) }));
    this.tell({ kind: "members", members, epoch: epoch.epoch, mark: sameKeysMark(epoch.mark) });
  }

  private async showIdentity(): Promise<void> {
    if (this.entrant === undefined) return;
    const { self, dossier } = this.entrant;
    const identity = await identityNow(self.talk, dossier.now().anchors());
    if (JSON.stringify(identity) === JSON.stringify(this.identity)) return;
    this.identity = identity;
    this.tell({ kind: "identity", identity });
  }

  private async judge(digits: string, matches: boolean): Promise<void> {
    if (this.entrant === undefined || digits !== this.identity?.digits) return;
    const { self, dossier } = this.entrant;
    await remember(self.talk, { anchors: dossier.now().anchors(), digits, matches, at: Date.now() });
    await this.showIdentity();
  }

  private say(keys: Keys): void {
    this.tell({ kind: "keys", keys });
  }
}

// This browser's half of the delivery of a group's messages: what it tells the node, and which epoch it is in. The node
// orders; it can stop a group but not change it. No clock, no socket: whatever happens is put in with the time, one thing
// after the other, and what comes out is for others to do.
import { type Bytes, decode, encode } from "../dossier/bytes.ts";
import type { ClientGroupMessage } from "../protocol/group.ts";
import { Asking } from "./asking.ts";
import { broken, ruleOf } from "./broken.ts";
import type { Heard, Input, OfType, Output, Setting } from "./events.ts";
import { exportedOf } from "./epoch.ts";
import { Group, type Leaf } from "./group.ts";
import type { OwnLeaf } from "./leaf.ts";
import { markOf, Marks } from "./marks.ts";
import type { Ground } from "./rules.ts";
import { Speech } from "./speech.ts";
import { isSame } from "./wire.ts";

/** How long a commit or welcome may wait for the entries that it names. */
const DOSSIER_PATIENCE_MILLIS = 5_000;
/** How long a commit may wait for the entries that admit those whom it is to add; the node asks the next one after 1,500. */
const ADDING_PATIENCE_MILLIS = 600;
/** Whoever is first among the members removes a stale leaf after one step, the second after two, unless it is done. */
const REMOVAL_STEP_MILLIS = 400;
const REMOVAL_AGAIN_MILLIS = 6_000;
const RENEW_SECONDS = 900;

const MAX_CHARACTERS = 400_000;

interface Entering {
  group: Group;
  commit: Bytes;
  from: number;
}

export class Delivery {
  private nowMillis = 0;
  private out: Output[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  private online = false;
  private group: Group | undefined;
  /** Whether the node has taken the group that this browser made. */
  private confirmed = true;
  private entering: Entering | undefined;
  /** Shown to the node, in no group yet. */
  private leaf: OwnLeaf | undefined;
  private readonly asking = new Asking();
  /** What the node asked for over this socket and was answered, undecided yet: it asks again when that takes long. */
  private answered: string | undefined;
  private latest = { generation: 0, group: "", epoch: 0 };
  private inbox: Heard[] = [];
  private waitsSince: number | undefined;
  private readonly speech = new Speech();
  private readonly used = new Set<string>();
  private here = new Set<number>();
  private staleLeaves: Leaf[] = [];
  private removalAt: number | undefined;
  private readonly marks = new Marks((people) => this.out.push({ kind: "apart", people }));

  constructor(private readonly setting: Setting) {}

  /** What follows from this; inputs that come meanwhile wait. */
  handle(input: Input, nowMillis: number): Promise<Output[]> {
    const done = this.queue.then(() => this.step(input, nowMillis));
    this.queue = done.catch(() => {});
    return done;
  }

  /** Forgets every key, for good. */
  close(): void {
    this.online = false;
    this.group?.close();
    this.entering?.group.close();
    this.group = this.entering = this.leaf = undefined;
  }

  private async step(input: Input, nowMillis: number): Promise<Output[]> {
    this.nowMillis = nowMillis;
    this.out = [];
    try {
      await this.take(input);
      await this.watch();
      await this.flush();
    } catch (fault) {
      // What was done up to here is done, and others must hear of it.
      this.refuse(fault);
    }
    return this.out;
  }

  private async take(input: Input): Promise<void> {
    switch (input.kind) {
      case "online": return this.goOnline();
      case "offline": return this.goOffline();
      case "heard":
        if (input.message.type === "marked") return this.marks.compare(input.message);
        this.inbox.push(input.message);
        return this.work();
      case "dossier": return this.work();
      case "say": return this.speech.say(input.word);
      case "tick": return this.tick();
    }
  }

  private send(message: ClientGroupMessage): void {
    if (this.online) this.out.push({ kind: "send", message });
  }

  private ground(generation: number): Ground {
    const { talk, purpose, judge, suite } = this.setting;
    return { place: { talk, purpose, generation }, judge, suite, used: this.used, nowMillis: this.nowMillis };
  }

  private get generation(): number {
    return this.group?.ground.place.generation ?? 0;
  }

  private async goOnline(): Promise<void> {
    this.online = true;
    this.inbox = [];
    this.waitsSince = undefined;
    if (this.group === undefined) {
      await this.ask();
      return;
    }
    this.send({ type: "resume", generation: this.generation, group: this.group.id, epoch: this.group.epoch });
    this.send({ type: "reached", ...await markOf(this.group) }); // others may have missed it, or a node forgotten it
    this.asking.end();
    for (const sent of this.speech.repeated()) this.send({ type: "message", generation: this.generation, epoch: this.group.epoch, ...sent });
  }

  private goOffline(): void {
    this.online = false;
    this.inbox = [];
    this.entering?.group.close();
    this.entering = this.leaf = this.answered = undefined;
    this.asking.end();
  }

  /** What was under way when who orders lost sight of this page came to nothing. */
  private async sayAgain(): Promise<void> {
    this.goOffline();
    await this.goOnline();
  }

  /** Wants in: with the leaf that was shown before over this socket; over an earlier one somebody may have used it unheard. */
  private async ask(): Promise<void> {
    if (this.leaf === undefined || this.leaf.identity.notAfter - RENEW_SECONDS < this.nowMillis / 1_000) {
      this.leaf = await this.setting.makeLeaf(this.nowMillis);
    }
    this.asking.begin();
    this.send({ type: "key-package", keyPackage: encode(this.leaf.keyPackage) });
  }

  /** What this browser has is of no use: whatever the node has it do next begins with a new leaf. */
  private lose(): void {
    this.leaveGroup("waiting");
    this.entering?.group.close();
    this.entering = this.leaf = this.answered = undefined;
    this.asking.begin();
    this.send({ type: "lost" });
  }

  private leaveGroup(cause: "waiting" | "removed" | "replaced"): void {
    if (this.group === undefined) return;
    this.group.close();
    this.group = undefined;
    this.staleLeaves = [];
    this.removalAt = undefined;
    this.out.push({ kind: "out", cause });
    this.marks.leave();
  }

  /** Works off what was heard, in order, until something has to wait for the dossier. */
  private async work(): Promise<void> {
    for (let first = this.inbox[0]; first !== undefined; first = this.inbox[0]) {
      if (!await this.isHeard(first)) return;
      this.waitsSince = undefined;
      this.inbox.shift();
    }
  }

  /** Whether this is done with, one way or the other. */
  private async isHeard(message: Heard): Promise<boolean> {
    try {
      return await this.hear(message);
    } catch (fault) {
      const rule = ruleOf(fault);
      const isEarly = rule === "HEADS_UNKNOWN" || rule === "OWN_NOT_ADMITTED";
      if (isEarly && !this.isOverdue(DOSSIER_PATIENCE_MILLIS)) return false;
      this.refuse(fault);
      if (message.type === "commit" || message.type === "welcome" || message.type === "rejoin") this.lose();
      return true;
    }
  }

  private refuse(fault: unknown): void {
    this.out.push({ kind: "refused", rule: ruleOf(fault), detail: fault instanceof Error ? fault.message : String(fault) });
  }

  private isOverdue(patienceMillis: number): boolean {
    this.waitsSince ??= this.nowMillis;
    return this.nowMillis - this.waitsSince >= patienceMillis;
  }

  private async hear(message: Heard): Promise<boolean> {
    switch (message.type) {
      case "open-group": await this.once(`open ${message.generation}`, () => this.open(message.generation)); return true;
      case "commit-wanted": return this.commit(message);
      case "commit": await this.follow(message); return true;
      case "welcome": await this.join(message); return true;
      case "stale": this.stale(message.generation); return true;
      case "again": await this.sayAgain(); return true;
      case "full": this.giveUp(message.id); return true;
      case "marked": return true;
      case "rejoin": await this.once(`enter ${message.generation} ${message.group} ${message.epoch}`, () => this.enter(message)); return true;
      case "message": await this.listen(message); return true;
    }
  }

  /** Another answer would take the place of one that may be under way to be taken. */
  private async once(wanted: string, answer: () => Promise<void>): Promise<void> {
    if (this.answered === wanted) return;
    await answer();
    this.answered = wanted;
  }

  private async open(generation: number): Promise<void> {
    this.checkForward(generation, "", 0);
    if (generation === this.latest.generation && this.confirmed) broken("EPOCH_BACKWARD", `generation ${generation} again`);
    this.leaf ??= await this.setting.makeLeaf(this.nowMillis);
    const { group, groupInfo } = await Group.create(this.leaf, this.ground(generation));
    this.send({ type: "create", generation, group: group.id, groupInfo: encode(groupInfo) });
    await this.settle(group, false);
  }

  /** Takes a group in place of the one before. */
  private async settle(group: Group, confirmed: boolean): Promise<void> {
    this.group?.close();
    if (this.entering?.group !== group) this.entering?.group.close();
    this.entering = this.leaf = undefined;
    this.group = group;
    this.confirmed = confirmed;
    await this.entered(true, true);
  }

  private async commit({ generation, epoch, keyPackages }: OfType<"commit-wanted">): Promise<boolean> {
    const group = this.group;
    if (group === undefined || generation !== this.generation || epoch !== group.epoch) return true;
    this.confirmed = true;
    if (group.stale(this.nowMillis).some(({ own }) => own)) return true;
    const wanted = keyPackages.map(bytesOf);
    if (!await group.admitsAll(wanted, this.nowMillis) && this.inbox.length === 1 && !this.isOverdue(ADDING_PATIENCE_MILLIS)) return false;
    await this.propose(group, wanted);
    return true;
  }

  private async propose(group: Group, wanted: Bytes[]): Promise<void> {
    const made = await group.propose(wanted, this.nowMillis);
    if (made === undefined) return;
    const [commit, welcome, groupInfo] = [encode(made.commit), encode(made.welcome), encode(made.groupInfo)];
    this.send({ type: "commit", generation: this.generation, group: group.id, epoch: group.epoch, commit, welcome, groupInfo });
  }

  private async follow({ generation, group: id, epoch, commit }: OfType<"commit">): Promise<void> {
    const bytes = bytesOf(commit);
    const entering = this.entering;
    if (entering !== undefined && generation === entering.group.ground.place.generation && id === entering.group.id && epoch === entering.from) {
      this.entering = undefined;
      if (isSame(bytes, entering.commit)) {
        return this.settle(entering.group, true);
      }
      entering.group.close();
    }
    const group = this.group;
    if (group === undefined || generation !== this.generation || id !== group.id || epoch < group.epoch) return;
    if (epoch > group.epoch) broken("WRONG_EPOCH", `${epoch} after ${group.epoch}`);
    const { ended, removed } = await group.take(bytes, this.nowMillis);
    this.confirmed = true;
    if (ended === undefined) {
      // After a stop it is one, whoever is gone: that also ends the stop. Whoever is still stale is said anew at once.
      await this.entered(this.staleLeaves.length > 0 || removed.some((leaf) => !this.setting.judge.admits(leaf, group.heads)), false);
    } else {
      this.leaveGroup(ended);
      // Where her other page has taken her place the node ends this one; should it not, she asks again later.
      this.asking.begin();
      if (ended === "removed") await this.ask();
    }
  }

  private async join({ generation, group: id, epoch, welcome }: OfType<"welcome">): Promise<void> {
    if (this.leaf === undefined) return;
    this.checkForward(generation, id, epoch);
    const group = await Group.join(this.leaf, bytesOf(welcome), this.ground(generation));
    if (group.id !== id || group.epoch !== epoch) broken("WRONG_GROUP", "not the one that was said");
    await this.settle(group, true);
  }

  /** Somebody else's commit, or somebody else's group, came first; or what was sent before this browser made its group. */
  private stale(generation: number): void {
    if (this.entering !== undefined || (this.group !== undefined && !this.confirmed && generation >= this.generation)) this.lose();
  }

  private async enter({ generation, group: id, epoch, groupInfo }: OfType<"rejoin">): Promise<void> {
    this.checkForward(generation, id, epoch);
    const leaf = await this.setting.makeLeaf(this.nowMillis);
    const { group, proposed } = await Group.enter(leaf, bytesOf(groupInfo), this.ground(generation));
    if (group.id !== id || group.epoch !== epoch + 1) broken("WRONG_GROUP", "not the one that was said");
    this.entering?.group.close();
    this.entering = { group, commit: proposed.commit, from: epoch };
    this.asking.begin();
    this.send({ type: "commit", generation, group: id, epoch, commit: encode(proposed.commit), welcome: "", groupInfo: encode(proposed.groupInfo) });
  }

  /** A group that this browser has been in never goes back. */
  private checkForward(generation: number, group: string, epoch: number): void {
    const { latest } = this;
    if (generation < latest.generation) broken("EPOCH_BACKWARD", `generation ${generation} after ${latest.generation}`);
    if (generation === latest.generation && group === latest.group && epoch < latest.epoch) broken("EPOCH_BACKWARD", `${epoch} after ${latest.epoch}`);
  }

  /** A word of an epoch that is over reached nobody: its author says it again. */
  private async listen({ generation, epoch, id, message }: OfType<"message">): Promise<void> {
    const group = this.group;
    if (group === undefined || generation !== this.generation || epoch !== group.epoch) return;
    const listened = await this.speech.listen(group, id, bytesOf(message));
    if (listened?.kind === "here") {
      this.here.add(listened.leaf);
      this.out.push({ kind: "here", leaves: [...this.here] });
    } else if (listened?.kind === "sent" || (listened?.kind === "word" && !this.staleLeaves.some(({ index }) => index === listened.from.index))) {
      this.out.push(listened);
    }
  }

  /** The node keeps no more of what this browser says. */
  private giveUp(id: string): void {
    const word = this.speech.giveUp(id);
    if (word !== undefined) this.out.push({ kind: "full", id: word });
  }

  private async entered(removal: boolean, fresh: boolean): Promise<void> {
    const group = this.group;
    if (group === undefined) return;
    const { generation } = this;
    const exported = await exportedOf(group);
    this.latest = { generation, group: group.id, epoch: group.epoch };
    this.asking.answered();
    this.answered = this.removalAt = undefined;
    this.here = new Set();
    this.staleLeaves = [];
    this.speech.enter(group.epoch);
    const own = await markOf(group);
    this.send({ type: "reached", ...own });
    this.out.push({ kind: "entered", generation, epoch: group.epoch, own: group.own.index, ...exported, removal, fresh });
    this.marks.enter(own);
  }

  /** Compares who is in the group with what the dossier says now. */
  private async watch(): Promise<void> {
    const group = this.group;
    if (group === undefined) return;
    const stale = group.stale(this.nowMillis);
    if (stale.map(({ leaf }) => leaf).join() !== this.staleLeaves.map(({ leaf }) => leaf).join()) {
      this.staleLeaves = stale;
      this.out.push({ kind: "stale", leaves: stale });
      this.removalAt = undefined;
    }
    if (stale.length === 0 || stale.some(({ own }) => own) || !this.online) return;
    const rank = group.leaves.filter(({ leaf }) => !stale.some((other) => other.leaf === leaf)).findIndex(({ own }) => own);
    this.removalAt ??= this.nowMillis + (rank + 1) * REMOVAL_STEP_MILLIS;
    if (this.nowMillis < this.removalAt) return;
    this.removalAt = this.nowMillis + REMOVAL_AGAIN_MILLIS;
    await this.propose(group, []).catch((fault: unknown) => this.refuse(fault));
  }

  /** Says what waits to be said, where everybody in the group may hear it. */
  private async flush(): Promise<void> {
    const group = this.group;
    if (group === undefined || !this.online || this.staleLeaves.length > 0 || this.marks.apart.length > 0) return;
    for (const sent of await this.speech.sealed(group)) {
      this.send({ type: "message", generation: this.generation, epoch: group.epoch, ...sent });
    }
  }

  private async tick(): Promise<void> {
    if (!this.online) return;
    if (this.waitsSince !== undefined) await this.work();
    const isRenewalDue = this.group !== undefined && this.group.own.notAfter - RENEW_SECONDS < this.nowMillis / 1_000;
    const inVain = this.asking.tick(this.nowMillis);
    if (isRenewalDue || (inVain !== undefined && (inVain % 2 === 0 || this.entering !== undefined))) this.lose();
    else if (inVain !== undefined) await this.ask();
  }
}

function bytesOf(text: string): Bytes {
  return decode(text, MAX_CHARACTERS);
}

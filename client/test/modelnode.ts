// What the node does for a group, in short: one commit for each epoch, durable before anybody is told; joins in batches; one
// member after the other is asked; in the end people come in by themselves, or a new group is made.
import type { ClientGroupMessage, ServerGroupMessage } from "../src/protocol/group.ts";

const BATCH = 100;
const PATIENCE = 1_500;
const TRIES = 3;

interface Seat {
  person: string;
  house: string;
  /** From which epoch on it gets what is said. */
  since?: number;
  reached: number;
  wish?: { keyPackage?: string; tries: number };
}

/** A node as it should be; one that asks two members at once; one that then takes both their commits; one that gives each house another. */
export type Variant = "sound" | "racing" | "forking" | "splitting";

type Notice = Extract<ServerGroupMessage, { type: "commit" | "message" }>;

export class ModelNode {
  up = true;
  asksForRemovals = true;
  // Durable.
  private generation = 0;
  private group: { id: string; epoch: number; groupInfo: string; notices: Notice[]; words: Set<string> } | undefined;
  // Of one run.
  private readonly seats = new Map<number, Seat>();
  private asked = new Map<number, string[]>();
  private errand: { socket: number; kind: "commit" | "enter" | "open" } | undefined;
  private isRemovalWanted = false;
  private rivals: number[] = [];
  private run = 0;

  constructor(
    private readonly tell: (socket: number, message: ServerGroupMessage) => void,
    private readonly after: (delay: number, work: () => void) => void,
    public variant: Variant,
  ) {}

  sit(socket: number, person: string, house: string): void {
    for (const [other, seat] of this.seats) if (seat.person === person) this.lose(other);
    this.seats.set(socket, { person, house, reached: -1 });
  }

  lose(socket: number): void {
    this.seats.delete(socket);
    this.asked.delete(socket);
    if (this.errand?.socket === socket) this.errand = undefined;
    this.proceed();
  }

  remove(): void {
    this.isRemovalWanted = this.asksForRemovals;
    this.proceed();
  }

  /** As who orders the group beyond a line, once that has lost its session: the sockets stay. */
  loseSight(): void {
    if (!this.up) return;
    for (const [socket, { person, house }] of [...this.seats]) {
      this.seats.delete(socket);
      this.seats.set(socket, { person, house, reached: -1 });
      this.tell(socket, { type: "again" });
    }
    this.asked.clear();
    this.errand = undefined;
  }

  crash(): void {
    this.up = false;
    this.run++;
    this.seats.clear();
    this.asked.clear();
    this.errand = undefined;
  }

  start(): void {
    this.up = true;
    this.isRemovalWanted = true;
  }

  hear(socket: number, message: ClientGroupMessage): void {
    const seat = this.seats.get(socket);
    if (seat === undefined || !this.up) return;
    switch (message.type) {
      case "entries": return;
      case "key-package": this.wish(seat, message.keyPackage, socket); return;
      case "lost": delete seat.since; this.wish(seat, undefined, socket); return;
      case "resume": this.resume(socket, seat, message); return;
      case "create": this.create(socket, seat, message); return;
      case "commit": this.commit(socket, seat, message); break;
      case "reached":
        seat.reached = Math.max(seat.reached, message.epoch);
        for (const other of this.seats.keys()) if (other !== socket) this.tell(other, { ...message, type: "marked", person: seat.person });
        break;
      case "message": this.message(socket, message); return;
    }
    this.proceed();
  }

  private wish(seat: Seat, keyPackage: string | undefined, socket: number): void {
    const tries = (seat.wish?.tries ?? 0) + (this.errand?.socket === socket && this.errand.kind === "enter" ? 1 : 0);
    if (this.errand?.socket === socket) this.errand = undefined;
    seat.wish = keyPackage === undefined ? { tries } : { keyPackage, tries };
    this.later(BATCH, () => this.proceed());
  }

  private later(delay: number, work: () => void): void {
    const { run } = this;
    this.after(delay, () => {
      if (run === this.run) work();
    });
  }

  private resume(socket: number, seat: Seat, { generation, group, epoch }: Extract<ClientGroupMessage, { type: "resume" }>): void {
    if (this.group === undefined || generation !== this.generation || group !== this.group.id || epoch > this.group.epoch) return this.wish(seat, undefined, socket);
    seat.since = seat.reached = epoch;
    for (const notice of this.group.notices) if (notice.epoch >= epoch) this.tell(socket, notice);
    this.proceed();
  }

  private create(socket: number, seat: Seat, { generation, group, groupInfo }: Extract<ClientGroupMessage, { type: "create" }>): void {
    if (this.group !== undefined || generation !== this.generation + 1) return this.tell(socket, { type: "stale", generation: this.generation, epoch: this.group?.epoch ?? 0 });
    this.generation = generation;
    this.group = { id: group, epoch: 0, groupInfo, notices: [], words: new Set() };
    seat.since = seat.reached = 0;
    delete seat.wish;
    this.errand = undefined;
    this.asked.clear();
    this.proceed();
  }

  private commit(socket: number, seat: Seat, message: Extract<ClientGroupMessage, { type: "commit" }>): void {
    const { group } = this;
    if (this.variant === "forking" && message.epoch === (group?.epoch ?? 0) - 1 && this.rivals.includes(socket)) {
      return this.tell(socket, { type: "commit", generation: message.generation, group: message.group, epoch: message.epoch, commit: message.commit });
    }
    if (this.variant === "splitting" && message.epoch === (group?.epoch ?? 0) - 1 && this.rivals.includes(socket)) {
      for (const [other, { house, since }] of this.seats) {
        if (house === seat.house && since !== undefined && since <= message.epoch) this.tell(other, { type: "commit", generation: message.generation, group: message.group, epoch: message.epoch, commit: message.commit });
      }
      return;
    }
    if (group === undefined || message.generation !== this.generation || message.group !== group.id || message.epoch !== group.epoch) {
      if (this.errand?.socket === socket && this.errand.kind === "enter") this.errand = undefined;
      return this.tell(socket, { type: "stale", generation: this.generation, epoch: group?.epoch ?? 0 });
    }
    const notice: Notice = { type: "commit", generation: this.generation, group: group.id, epoch: message.epoch, commit: message.commit };
    group.notices.push(notice);
    group.epoch = message.epoch + 1;
    group.groupInfo = message.groupInfo;
    const order = this.asked.get(socket);
    const isEntering = seat.since === undefined;
    if (isEntering) seat.since = message.epoch;
    delete seat.wish;
    const cheated = this.cheated(socket, seat);
    for (const [other, { since }] of this.seats) if (since !== undefined && since <= message.epoch && !cheated.includes(other)) this.tell(other, notice);
    for (const [other, each] of this.seats) {
      if (each.wish?.keyPackage === undefined || order?.includes(each.wish.keyPackage) !== true || message.welcome === "") continue;
      delete each.wish;
      each.since = group.epoch;
      this.tell(other, { type: "welcome", generation: this.generation, group: group.id, epoch: group.epoch, welcome: message.welcome });
    }
    if (order !== undefined) this.isRemovalWanted = false;
    this.asked.clear();
    this.errand = undefined;
  }

  /** Who is not told of this commit. */
  private cheated(socket: number, { house }: Seat): number[] {
    switch (this.variant) {
      case "sound": case "racing": return [];
      case "forking": return this.rivals.filter((rival) => rival !== socket);
      case "splitting": return this.rivals.length === 0 ? [] : [...this.seats].filter(([, seat]) => seat.house !== house).map(([other]) => other);
    }
  }

  private message(socket: number, { generation, epoch, id, message }: Extract<ClientGroupMessage, { type: "message" }>): void {
    const { group } = this;
    if (group === undefined || generation !== this.generation || epoch > group.epoch) return;
    const notice: Notice = { type: "message", generation, epoch, id, message };
    const isNew = !group.words.has(id);
    group.words.add(id);
    if (isNew) group.notices.push(notice);
    for (const [other, { since }] of this.seats) if (other === socket || (isNew && since !== undefined && since <= epoch)) this.tell(other, notice);
  }

  private proceed(): void {
    if (this.errand !== undefined || !this.up) return;
    const waiting = [...this.seats].filter(([, { wish }]) => wish !== undefined);
    if (this.group === undefined) {
      const [first] = waiting;
      if (first !== undefined) this.ask(first[0], "open", { type: "open-group", generation: this.generation + 1 });
      return;
    }
    const holders = [...this.seats].filter(([, { since }]) => since !== undefined);
    const { group } = this;
    if (holders.length === 0 && waiting.some(([, { wish }]) => (wish?.tries ?? 0) >= TRIES)) {
      this.group = undefined;
      return this.proceed();
    }
    const batch = waiting.flatMap(([, { wish }]) => (wish?.keyPackage === undefined || wish.tries >= TRIES ? [] : [wish.keyPackage]));
    const committer = holders.find(([socket, { reached }]) => reached === group.epoch && !this.asked.has(socket));
    if ((batch.length > 0 || this.isRemovalWanted) && committer !== undefined) {
      const wanted: ServerGroupMessage = { type: "commit-wanted", generation: this.generation, epoch: group.epoch, keyPackages: batch };
      const isRival = (seat: Seat) => seat.reached === group.epoch && (this.variant !== "splitting" || seat.house !== committer[1].house);
      const rival = holders.find(([socket, seat]) => isRival(seat) && !this.asked.has(socket) && socket !== committer[0]);
      this.rivals = this.variant === "sound" || rival === undefined ? [] : [committer[0], rival[0]];
      for (const socket of this.rivals) {
        this.asked.set(socket, batch);
        if (socket !== committer[0]) this.tell(socket, wanted);
      }
      this.asked.set(committer[0], batch);
      return this.ask(committer[0], "commit", wanted);
    }
    const canNobodyCommit = !holders.some(([socket]) => !this.asked.has(socket));
    const comer = waiting.find(([, { wish }]) => canNobodyCommit || wish?.keyPackage === undefined || wish.tries >= TRIES);
    if (comer !== undefined) this.ask(comer[0], "enter", { type: "rejoin", generation: this.generation, group: group.id, epoch: group.epoch, groupInfo: group.groupInfo });
    else if (waiting.length > 0 && !canNobodyCommit) this.later(PATIENCE, () => this.giveUp(group.epoch));
  }

  /** Whoever is not in this epoch by now is not waited for. */
  private giveUp(epoch: number): void {
    if (this.group?.epoch !== epoch) return;
    for (const [socket, { since }] of this.seats) if (since !== undefined && !this.asked.has(socket)) this.asked.set(socket, []);
    this.proceed();
  }

  private ask(socket: number, kind: "commit" | "enter" | "open", message: ServerGroupMessage): void {
    const errand = { socket, kind };
    this.errand = errand;
    this.tell(socket, message);
    this.later(PATIENCE, () => {
      if (this.errand !== errand) return;
      this.errand = undefined;
      const seat = this.seats.get(socket);
      if (kind !== "commit" && seat?.wish !== undefined) seat.wish.tries++;
      this.proceed();
    });
  }
}

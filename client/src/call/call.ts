// This person's part in the call: what the page shows of it, and what she can do. It outlives any one connection.
import { type Device, Devices } from "../media/devices.ts";
import type { Person, PictureSize, Presence, QualityMessage, RemoteTrack, ServerMessage } from "../protocol/messages.ts";
import type { PageData } from "../protocol/page.ts";
import { Store, withMember } from "../store.ts";
import { Listening } from "./listening.ts";
import { Memory } from "./memory.ts";
import { holderOf, purposeOf, selfOf } from "./names.ts";
import { Keeper } from "./keeper.ts";
import { doubtsAfter, waitBefore } from "./patience.ts";
import { type End, Visit } from "./visit.ts";

export type Phase =
  | { name: "green" }
  | { name: "joining" }
  | { name: "in" }
  | { name: "back"; why: "signal" | "media" }
  | { name: "left" }
  | { name: "replaced" }
  | { name: "closed" }
  | { name: "refused"; words: string };

/** One track of somebody else that this browser receives. */
export interface Received {
  remote: RemoteTrack;
  track: MediaStreamTrack;
  receiver: RTCRtpReceiver;
}

/** Moments of the latest entry, in milliseconds of the page's clock. */
export interface Moments {
  asked?: number;
  joined?: number;
  connected?: number;
  picture?: number;
}

export class Call {
  readonly phase = new Store<Phase>({ name: "green" });
  readonly people = new Store<ReadonlyMap<string, Person>>(new Map());
  readonly tracks = new Store<ReadonlyMap<string, Received>>(new Map());
  readonly muted = new Store(false);
  readonly cameraOff = new Store(false);
  readonly pictures = new Store<ReadonlySet<string>>(new Set());
  readonly quality = new Store<QualityMessage | undefined>(undefined);
  readonly devices = new Devices();
  readonly listening = new Listening(this);
  readonly keeper: Keeper;
  readonly memory: Memory;
  moments: Moments = {};
  private visit: Visit | undefined;
  private attempt = 0;
  private vain = 0;
  private retry = 0;
  private readonly wants = new Map<string, PictureSize>();

  constructor(readonly page: PageData, worker: Worker) {
    this.keeper = new Keeper(worker, selfOf(page));
    this.keeper.onSignal = (message) => this.visit?.send(message);
    this.keeper.onKeyFrame = () => void this.visit?.connection.beginAnew();
    this.memory = new Memory(page.talk);
    this.muted.set(this.memory.muted);
    this.cameraOff.set(this.memory.cameraOff);
    for (const store of [this.muted, this.cameraOff, this.devices.camera, this.devices.microphone]) {
      store.watch(() => void this.tell());
    }
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("pagehide", () => this.visit?.close());
  }

  get you(): string {
    return this.page.you;
  }

  /** Enters, or enters again in the place of her other window. */
  join(): void {
    if (this.visit) return;
    this.moments = { asked: performance.now() };
    this.phase.set({ name: "joining" });
    this.memory.in = true;
    this.begin();
  }

  leave(): void {
    window.clearTimeout(this.retry);
    this.visit?.leave();
    this.keeper.leave();
    this.forget();
    this.memory.in = false;
    this.devices.release("camera");
    this.devices.release("microphone");
    this.phase.set({ name: "left" });
  }

  mute(muted: boolean): void {
    this.muted.set(muted);
    this.memory.muted = muted;
    if (!muted && !this.devices.microphone.get()) void this.devices.take(["microphone"], this.memory.chosen);
  }

  turnCamera(off: boolean): void {
    this.cameraOff.set(off);
    this.memory.cameraOff = off;
    if (off) this.devices.release("camera");
    else void this.devices.take(["camera"], this.memory.chosen);
  }

  /** Takes another camera or microphone from now on. */
  choose(device: Device, id: string): void {
    this.memory.choose(device, id);
    void this.devices.take([device], this.memory.chosen);
  }

  /** Says how large a picture is shown, so that no more of it is sent. */
  want(track: string, size: PictureSize): void {
    if (this.wants.get(track) === size) return;
    this.wants.set(track, size);
    this.visit?.send({ type: "want", track, size });
  }

  /** Notes that a person's picture moves, or does not. */
  picture(person: string, moves: boolean): void {
    if (moves && person !== this.you) this.moments.picture ??= performance.now();
    this.pictures.update((all) => withMember(all, person, moves));
  }

  /** What this person has switched on, as the others see it. */
  have(): Presence {
    return {
      microphone: this.devices.microphone.get() !== undefined,
      camera: this.devices.camera.get() !== undefined && !this.cameraOff.get(),
      muted: this.muted.get(),
    };
  }

  peer(): RTCPeerConnection | undefined {
    return this.visit?.connection.peer;
  }

  /** Cuts the WebSocket, as a lost network would: for tests. */
  cut(): void {
    this.visit?.cut();
  }

  private begin(): void {
    const visit: Visit = new Visit(this.page.signal, () => this.have(), {
      sealing: (track) => this.keeper.transform({ side: "send", purpose: purposeOf(track) }),
      opening: ({ person, name }) => this.keeper.transform({ side: "receive", purpose: purposeOf(name), ...holderOf(this.page, person) }),
      seated: () => this.keeper.online(),
      signal: (message) => this.keeper.signal(message),
      message: (message) => this.take(message),
      received: (remote, track, receiver) => this.tracks.update((all) => new Map(all).set(remote.id, { remote, track, receiver })),
      connected: () => this.connected(),
      ended: (end, words) => this.ended(end, words),
    });
    this.visit = visit;
    void this.feed(visit);
  }

  private async feed(visit: Visit): Promise<void> {
    const { microphone, camera } = this.have();
    const sound = microphone && !this.muted.get() ? this.devices.microphone.get() : undefined;
    await visit.connection.send("microphone", sound);
    await visit.connection.send("camera", camera ? this.devices.camera.get() : undefined);
  }

  private async tell(): Promise<void> {
    const visit = this.visit;
    if (!visit) return;
    visit.send({ type: "state", have: this.have() });
    await this.feed(visit);
  }

  private take(message: ServerMessage): void {
    switch (message.type) {
      case "joined":
        this.moments.joined = performance.now();
        this.people.set(new Map(message.people.map((person) => [person.id, person])));
        this.phase.set({ name: "in" });
        // What changed while the answer was under way.
        void this.tell();
        return;
      case "person":
        return this.people.update((all) => new Map(all).set(message.person.id, message.person));
      case "gone":
        this.wants.delete(message.track);
        return this.tracks.update((all) => new Map([...all].filter(([id]) => id !== message.track)));
      case "quality":
        return this.quality.set(message);
      case "track":
      case "wanted":
      case "refused":
      case "ended":
        return;
    }
  }

  private connected(): void {
    this.attempt = 0;
    this.vain = 0;
    this.moments.connected = performance.now();
  }

  private ended(end: End, words: string): void {
    this.forget();
    switch (end) {
      case "signal lost":
      case "media lost":
      case "seat lost":
        return this.again(end === "signal lost" ? "signal" : "media");
      case "replaced":
        return this.over({ name: "replaced" });
      case "closed":
        return this.over({ name: "closed" });
      case "refused":
        return this.over({ name: "refused", words });
      case "outdated":
        return this.over({ name: "refused", words: this.page.words["room.outdated"] ?? "" });
    }
  }

  /** It does not go on by itself: no key is kept for it. */
  private over(phase: Phase): void {
    this.keeper.leave();
    this.phase.set(phase);
  }

  private again(why: "signal" | "media"): void {
    this.phase.set({ name: "back", why });
    this.retry = window.setTimeout(() => void this.enterAgain(why), waitBefore(this.attempt++, Math.random()));
  }

  // A browser that could not open a few WebSockets lets the next ones wait for seconds; a request never waits. Neither does a WebSocket
  // say why it could not be opened; the page's own address does.
  private async enterAgain(why: "signal" | "media"): Promise<void> {
    if (this.attempt > 1 && !(await answers())) {
      if (this.isWaiting()) this.again(why);
      return;
    }
    if (this.attempt > 1 && doubtsAfter(this.vain++) && !(await stillAdmitted())) {
      return this.over({ name: "refused", words: this.page.words["room.refused.noLonger"] ?? "" });
    }
    if (this.isWaiting()) this.begin();
  }

  private isWaiting(): boolean {
    return this.phase.get().name === "back" && !this.visit;
  }

  private hurry(): void {
    if (!this.isWaiting()) return;
    window.clearTimeout(this.retry);
    this.begin();
  }

  private forget(): void {
    this.keeper.offline();
    this.visit = undefined;
    this.wants.clear();
    this.tracks.set(new Map());
    this.pictures.set(new Set());
    this.quality.set(undefined);
  }
}

/** Whether there is a node at all: whatever it says. */
async function answers(): Promise<boolean> {
  try {
    await fetch(new URL("room-worker.js", import.meta.url), { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(3_000) });
    return true;
  } catch {
    return false;
  }
}

// A node that is starting answers late, or that it cannot yet.
async function stillAdmitted(): Promise<boolean> {
  try {
    const answer = await fetch(location.href, { redirect: "manual", signal: AbortSignal.timeout(3_000) });
    return answer.ok || answer.status >= 500;
  } catch {
    return true;
  }
}

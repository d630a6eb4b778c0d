// One person's tile: picture or name card, name, role, language, and her state in words.
import type { Call } from "../call/call.ts";
import { flowKey } from "../call/keeper.ts";
import { holderOf } from "../call/names.ts";
import type { Person } from "../protocol/messages.ts";
import type { Delegation } from "../protocol/page.ts";
import type { Store } from "../store.ts";
import { h, icon, say } from "./dom.ts";
import { type Seal, sealOf } from "./holding.ts";
import { ownStatusOf, statusOf } from "./seating.ts";
import type { Words } from "./words.ts";

// A picture that stood still for longer is said to be missing.
const STILL_MILLIS = 5_000;

export class Tile {
  readonly element: HTMLElement;
  private readonly video = h("video", { playsinline: true, autoplay: true, muted: true, "aria-hidden": "true" });
  private readonly name = h("strong");
  private readonly card = h("p", { class: "seat-card", "aria-hidden": "true" });
  private readonly about = h("span", { class: "seat-about" });
  private readonly status = h("span", { class: "seat-status" });
  private readonly stops: (() => void)[] = [];
  private track: MediaStreamTrack | undefined;
  private lastFrame = -Infinity;
  private awaiting = false;
  private frame = 0;
  private readonly own: boolean;
  private hereSince: number | undefined;

  constructor(private readonly call: Call, private readonly words: Words, private person: Person, delegation: Delegation) {
    this.own = person.id === call.you;
    this.video.muted = true;
    const speaking = h("span", { class: "seat-speaking", title: words.say("speaking") }, icon("audio-lines"));
    this.element = h(
      "article",
      { class: "seat", "data-side": delegation.side, "data-person": person.id, "data-own": this.own },
      this.video,
      this.card,
      h("div", { class: "seat-plate" }, h("span", { class: "seat-name" }, speaking, this.name), this.about, this.status),
    );
    const { keys, circle, flows } = call.keeper;
    this.stops.push(
      ...[keys, circle, flows, call.phase].map((store) => (store as Store<unknown>).watch(() => this.show())),
      call.tracks.watch(() => this.takeTrack()),
      call.devices.camera.watch(() => this.takeTrack()),
      call.cameraOff.watch(() => this.takeTrack()),
      call.pictures.watch(() => this.show()),
      call.listening.speaking.watch((ids) => this.element.toggleAttribute("data-speaking", ids.has(this.person.id))),
    );
    const count = window.setInterval(() => this.checkFrames(), 1_000);
    this.stops.push(() => window.clearInterval(count));
  }

  update(person: Person): void {
    this.person = person;
    this.show();
  }

  /** After the tile was moved within the page: a moved video stands still. */
  resume(): void {
    if (this.track && this.video.paused) void this.video.play().catch(() => undefined);
  }

  close(): void {
    for (const stop of this.stops) stop();
    this.video.srcObject = null;
    this.element.remove();
  }

  private takeTrack(): void {
    const track = this.own ? this.ownTrack() : this.receivedTrack();
    if (track === this.track) return;
    this.track = track;
    this.lastFrame = -Infinity;
    this.call.picture(this.person.id, false);
    this.video.srcObject = track ? new MediaStream([track]) : null;
    this.video.cancelVideoFrameCallback(this.frame); // a frame of the track before may never come
    this.awaiting = false;
    if (track) {
      this.awaitFrame();
      void this.video.play().catch(() => undefined);
    }
    this.show();
  }

  private ownTrack(): MediaStreamTrack | undefined {
    return this.call.cameraOff.get() ? undefined : this.call.devices.camera.get();
  }

  private receivedTrack(): MediaStreamTrack | undefined {
    return [...this.call.tracks.get().values()].find(({ remote }) => remote.person === this.person.id && remote.kind === "video")?.track;
  }

  // The first frame is told at once; after that one frame a second is asked for, which costs nothing per frame.
  // (getVideoPlaybackQuality would count them, but Firefox counts none of a MediaStream.)
  private awaitFrame(): void {
    if (this.awaiting) return;
    this.awaiting = true;
    this.frame = this.video.requestVideoFrameCallback(() => {
      this.awaiting = false;
      this.lastFrame = performance.now();
      this.call.picture(this.person.id, true);
    });
  }

  private checkFrames(): void {
    if (!document.hidden && performance.now() - this.lastFrame > STILL_MILLIS) this.call.picture(this.person.id, false);
    if (this.track) this.awaitFrame();
    this.show();
  }

  private seal(): Seal {
    const { person } = this;
    const { circle, flows } = this.call.keeper;
    const isHere = person.link === "good" || person.link === "weak";
    this.hereSince = isHere ? (this.hereSince ?? performance.now()) : undefined;
    const holder = holderOf(this.call.page, person.id);
    const members = circle.get()?.members;
    return sealOf({
      inside: members !== undefined,
      holds: members?.some((member) => member.chain === holder.chain && member.person === holder.person) ?? false,
      hereMillis: performance.now() - (this.hereSince ?? performance.now()),
      flows: [person.microphone ? flows.get().get(flowKey(holder, "floor")) : undefined, person.camera ? flows.get().get(flowKey(holder, "picture")) : undefined],
    });
  }

  private show(): void {
    const { words, person } = this;
    const moves = this.call.pictures.get().has(person.id);
    const seal = this.own ? "open" : this.seal();
    const connected = this.call.phase.get().name !== "back";
    const status = this.own ? ownStatusOf(person, moves, this.call.keeper.keys.get(), connected) : statusOf(person, moves, seal, connected);
    say(this.name, this.own ? words.say("you", person.name) : person.name);
    say(this.card, person.name);
    say(this.about, [role(words, person.role), language(words, person.language)].join(" · "));
    say(this.status, status.map((each) => words.say(`status.${each}`, person.name)).join(" · "));
    const isSeen = this.own || (connected && seal !== "notAdmitted" && !this.isShut());
    const pictured = person.camera && moves && isSeen && person.link !== "away" && person.link !== "connecting" && person.link !== "cut";
    this.element.dataset["picture"] = pictured ? "moving" : "none";
    this.element.dataset["link"] = person.link;
    this.element.toggleAttribute("data-warning", status.some((each) => each === "notAdmitted" || each === "undecryptable"));
  }

  // Her picture itself cannot be opened: what stands there is an old frame.
  private isShut(): boolean {
    const flow = this.call.keeper.flows.get().get(flowKey(holderOf(this.call.page, this.person.id), "picture"));
    return flow !== undefined && flow !== "flowing";
  }
}

export function role(words: Words, name: string): string {
  return words.has(`role.${name}`) ? words.say(`role.${name}`) : name;
}

export function language(words: Words, tag: string): string {
  return words.has(`language.${tag}`) ? words.say(`language.${tag}`) : tag;
}

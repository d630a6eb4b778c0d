// One line that says what she must know now, and a quiet voice for screen readers: who came, who went, what changed.
import type { Call } from "../call/call.ts";
import type { Link } from "../protocol/messages.ts";
import { h, say } from "./dom.ts";
import type { Sound } from "./sound.ts";
import type { Words } from "./words.ts";

// Above this share of lost packets people begin to hear it.
const WEAK_LOSS = 0.05;

export class Notices {
  readonly element: HTMLElement;
  private readonly text = h("span");
  private readonly act = h("button", { type: "button", class: "plain", click: () => this.sound.unblock() });
  private readonly voice = h("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  private links = new Map<string, Link>();

  constructor(private readonly call: Call, private readonly words: Words, private readonly sound: Sound) {
    say(this.act, words.say("notice.soundOn"));
    this.element = h("div", { class: "room-notice", role: "alert" }, this.text, " ", this.act);
    const show = () => this.show();
    for (const store of [call.phase, call.quality, call.listening.unheard, sound.blocked]) store.watch(show);
    call.muted.watch((muted) => this.tell(muted ? "voice.muted" : "voice.unmuted"));
    call.people.watch(() => this.tellArrivals());
  }

  /** The part that only screen readers get. */
  get voiced(): HTMLElement {
    return this.voice;
  }

  private show(): void {
    const key = this.key();
    this.element.hidden = key === "";
    this.act.hidden = key !== "notice.soundBlocked";
    this.element.dataset["notice"] = key.slice("notice.".length);
    if (key !== "") say(this.text, this.words.say(key));
  }

  private key(): string {
    const { phase, quality, listening } = this.call;
    const now = phase.get();
    if (now.name === "back") return `notice.back.${now.why}`;
    if (now.name !== "in") return "";
    if (this.sound.blocked.get()) return "notice.soundBlocked";
    if (listening.unheard.get()) return "notice.unheard";
    const measured = quality.get();
    return measured && Math.max(measured.uplinkLoss, measured.downlinkLoss) > WEAK_LOSS ? "notice.weak" : "";
  }

  private tellArrivals(): void {
    const before = this.links;
    this.links = new Map([...this.call.people.get().values()].map((person) => [person.id, person.link]));
    for (const person of this.call.people.get().values()) {
      const then = before.get(person.id);
      if (then === undefined || person.id === this.call.you) continue;
      if (then === "away" && person.link !== "away") this.tell("voice.came", person.name);
      if (then !== "away" && person.link === "away") this.tell("voice.went", person.name);
    }
  }

  private tell(key: string, ...values: string[]): void {
    if (this.call.phase.get().name === "in") say(this.voice, this.words.say(key, ...values));
  }
}

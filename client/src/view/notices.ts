// One line that says what she must know now, a passing word on who came and went, and a quiet voice for screen readers.
import type { Call } from "../call/call.ts";
import { idOf } from "../call/names.ts";
import type { Keys, Member } from "../protocol/keeper.ts";
import type { Store } from "../store.ts";
import { h, say } from "./dom.ts";
import { rosterOf, type Turn, turnsOf } from "./holding.ts";
import { nameOf } from "./keyspanel.ts";
import { meaningOf, noticeOf } from "./notice.ts";
import type { Sound } from "./sound.ts";
import type { Words } from "./words.ts";

// Above this share of lost packets people begin to hear it.
const WEAK_LOSS = 0.05;
const PASSING_MILLIS = 6_000;
const REFUSED_MILLIS = 20_000;
// By which a state that lasts is noticed.
const LOOK_EVERY_MILLIS = 500;

const LOUD = ["unnamed", "not-admitted", "no-record", "unable"];

export class Notices {
  readonly element: HTMLElement;
  /** Who came and who went, for a moment. */
  readonly passing = h("p", { class: "room-passing", "aria-hidden": "true", hidden: true });
  private readonly text = h("span");
  private readonly act = h("button", { type: "button", class: "plain", click: () => this.sound.unblock() });
  private readonly voice = h("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  private keys: Keys["state"] | undefined;
  private keysSince = 0;
  private refusedAt = -Infinity;
  private members: readonly Member[] | undefined;
  private passes = 0;

  constructor(private readonly call: Call, private readonly words: Words, private readonly sound: Sound, unread: Store<number>) {
    const { keeper } = call;
    say(this.act, words.say("notice.soundOn"));
    this.element = h("div", { class: "room-notice", role: "alert" }, this.text, " ", this.act);
    const show = () => this.show();
    keeper.keys.watch(({ state }) => {
      if (state !== this.keys) this.keysSince = performance.now();
      this.keys = state;
    });
    keeper.refused.watch((rule) => {
      if (rule !== undefined) this.refusedAt = performance.now();
    });
    for (const store of [call.phase, call.quality, call.listening.unheard, call.people, sound.blocked, keeper.keys, keeper.circle, keeper.refused]) {
      (store as Store<unknown>).watch(show);
    }
    window.setInterval(show, LOOK_EVERY_MILLIS);
    call.muted.watch((muted) => this.tell(words.say(muted ? "voice.muted" : "voice.unmuted")));
    keeper.circle.watch((circle) => this.tellTurns(circle?.members));
    let before = 0;
    unread.watch((count) => {
      const line = keeper.lines.get().at(-1);
      if (count > before && line) this.tell(words.say("voice.message", nameOf(call, line)));
      before = count;
    });
  }

  /** The part that only screen readers get. */
  get voiced(): HTMLElement {
    return this.voice;
  }

  private show(): void {
    const { call, words } = this;
    const { keys, circle, refused } = call.keeper;
    const now = performance.now();
    const measured = call.quality.get();
    const people = call.people.get();
    const held = keys.get();
    const isBeyond = (id: string) => [...people.values()].some(({ delegation, link }) => delegation === id && link === "cut");
    const notice = noticeOf({
      phase: call.phase.get(),
      soundBlocked: this.sound.blocked.get(),
      unheard: call.listening.unheard.get(),
      weak: measured !== undefined && Math.max(measured.uplinkLoss, measured.downlinkLoss) > WEAK_LOSS,
      keys: held,
      apart: held.state === "apart" ? held.people.map((id) => people.get(id)?.name ?? id) : [],
      beyond: call.page.delegations.filter(({ id }) => isBeyond(id)).map(({ name }) => name),
      keysMillis: now - this.keysSince,
      unnamed: rosterOf(call.page, people, circle.get()?.members ?? []).unnamed.map(({ person }) => person),
      refused: now - this.refusedAt < REFUSED_MILLIS ? this.refusal(refused.get()) : undefined,
    });
    this.element.hidden = notice === undefined;
    this.act.hidden = notice?.key !== "soundBlocked";
    if (notice === undefined) return say(this.text, "");
    this.element.dataset["notice"] = notice.key;
    this.element.toggleAttribute("data-loud", LOUD.includes(notice.key));
    say(this.text, words.say(`notice.${notice.key}`, ...notice.values));
  }

  private refusal(rule: string | undefined): string | undefined {
    const meaning = rule === undefined ? undefined : meaningOf(rule);
    return meaning === undefined ? rule : `${this.words.say(`rule.${meaning}`)} (${rule})`;
  }

  private tellTurns(members: readonly Member[] | undefined): void {
    const before = this.members;
    this.members = members;
    if (before === undefined || members === undefined) return;
    const turns = turnsOf(before, members).filter(({ member }) => !member.own);
    const all = (["came", "went", "moved"] as const).flatMap((what) => {
      const names = turns.filter((turn) => turn.what === what).map((turn) => this.full(turn));
      return names.length === 0 ? [] : [this.words.say(`turn.${what}`, names.join(", "))];
    });
    if (all.length === 0) return;
    this.tell(all.join(" "));
    say(this.passing, all.join(" "));
    this.passing.hidden = false;
    window.clearTimeout(this.passes);
    this.passes = window.setTimeout(() => {
      this.passing.hidden = true;
    }, PASSING_MILLIS);
  }

  private full({ member }: Turn): string {
    const { call, words } = this;
    const known = call.people.get().has(idOf(call.page, member));
    const delegation = call.page.delegations.find(({ chain }) => chain === member.chain)?.name;
    return known && delegation ? words.say("turn.who", nameOf(call, member), delegation) : words.say("turn.unnamed", member.person);
  }

  /** Says it to screen readers. */
  tell(text: string): void {
    if (this.call.phase.get().name === "in") say(this.voice, text);
  }
}

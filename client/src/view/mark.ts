// The mark in the room's head: whether all screens have the same keys, and whether she compared the identity code. It opens the keys.
import type { Call } from "../call/call.ts";
import type { Identity } from "../protocol/keeper.ts";
import { Store } from "../store.ts";
import { h, icon, say } from "./dom.ts";
import { CONFIRM_WITHIN_MILLIS, type Mark, markOf } from "./holding.ts";
import type { Words } from "./words.ts";

const ICONS: Record<Mark["state"], string> = {
  none: "key-round",
  changing: "key-round",
  apart: "shield-alert",
  confirming: "key-round",
  same: "shield-check",
  unconfirmed: "shield-alert",
};

/** The mark as it stands now: also time makes it another. */
export function watchMark(call: Call): Store<Mark> {
  const { keys, circle } = call.keeper;
  const mark = new Store<Mark>({ state: "none" });
  let since = performance.now();
  let epoch: number | undefined;
  let late = 0;
  const show = () => {
    const now = circle.get();
    if (now?.epoch !== epoch) {
      epoch = now?.epoch;
      since = performance.now();
      window.clearTimeout(late);
      late = window.setTimeout(show, CONFIRM_WITHIN_MILLIS);
    }
    mark.set(markOf(keys.get(), now, performance.now() - since));
  };
  circle.watch(show);
  keys.watch(show);
  return mark;
}

/** The mark's words, without its code. */
export function markWords(mark: Mark, words: Words): string {
  switch (mark.state) {
    case "none":
    case "changing":
    case "apart":
      return words.say(`mark.${mark.state}`);
    case "same":
      return mark.of === 1 ? words.say("mark.alone") : words.say("mark.same", `${mark.of}`);
    case "confirming":
    case "unconfirmed":
      return words.say(`mark.${mark.state}`, `${mark.done}`, `${mark.of}`);
  }
}

/** The mark's code as it is read aloud: digits, then words of the reader's language. */
export function markCode(call: Call): string {
  const code = call.keeper.circle.get()?.mark;
  return code ? [code.digits, ...(code.words[document.documentElement.lang] ?? [])].join(" ") : "";
}

/** How the identity code stands with her. */
export function identityState(identity: Identity | undefined): "unknown" | "open" | "changed" | "matches" | "differs" {
  if (identity === undefined) return "unknown";
  return identity.verdict ?? (identity.changed.length > 0 ? "changed" : "open");
}

export function markButton(call: Call, words: Words, mark: Store<Mark>, open: () => void): HTMLButtonElement {
  const picture = h("span", { class: "mark-icon" });
  const text = h("span", { class: "mark-words" });
  const code = h("span", { class: "mark-code number" });
  const uncompared = h("span", { class: "mark-uncompared" });
  const button = h("button", { type: "button", class: "mark", "aria-keyshortcuts": "K", click: open }, picture, text, code, uncompared, h("kbd", { "aria-hidden": "true" }, "K"));
  const show = () => {
    const now = mark.get();
    const identity = call.keeper.identity.get();
    button.dataset["mark"] = identity?.verdict === "differs" ? "differs" : now.state;
    button.dataset["identity"] = identityState(identity);
    picture.replaceChildren(icon(identity?.verdict === "differs" ? "shield-alert" : now.state === "same" && identity?.verdict !== "matches" ? "shield" : ICONS[now.state]));
    say(text, markWords(now, words));
    say(code, now.state === "same" && now.of > 1 ? markCode(call) : "");
    const state = identityState(identity);
    say(uncompared, state === "matches" || state === "unknown" ? "" : words.say(`mark.identity.${state}`));
  };
  mark.watch(show);
  call.keeper.circle.watch(show);
  call.keeper.identity.watch(show);
  return button;
}

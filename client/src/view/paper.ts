// One document in the chat: its name and size, how far it is, and what can be done with it. It is never opened here.
import type { Call } from "../call/call.ts";
import { h, icon, say } from "./dom.ts";
import { harmless, paperOf, type PaperState, sizeIn } from "./papers.ts";
import type { Words } from "./words.ts";

// A browser has read a document that it saves long before this.
const KEPT_MILLIS = 60_000;

export function paper(call: Call, words: Words, id: string): HTMLElement {
  const { keeper } = call;
  const find = () => keeper.lines.get().find((line) => line.id === id);
  const file = find()?.file ?? { name: "", type: "", size: 0 };
  const name = harmless(file.name);
  const state = h("span", { class: "paper-state" });
  const bar = h("progress", { max: "1", "aria-label": words.say("paper.progress", name) });
  const act = h("button", { type: "button", class: "button" });
  const cancel = h("button", { type: "button", class: "plain", click: () => keeper.cancel(id) }, words.say("paper.cancel"));
  act.addEventListener("click", () => keeper.fetch(id));
  const actIcon = icon("download");
  const actWords = h("span");
  act.append(actIcon, actWords);
  const about = h("span", { class: "small soft number" }, sizeIn(document.documentElement.lang, file.size));
  const element = h("div", { class: "paper" }, h("p", { class: "paper-name" }, icon("file-text"), h("bdi", {}, name)), h("p", { class: "paper-about" }, about, state), bar, h("p", { class: "buttons" }, act, cancel));
  const show = () => {
    const line = find();
    if (line === undefined) return;
    const now = paperOf(line, keeper.progress.get().get(id));
    const mayFetch = !line.own && now.name !== "moving";
    const had = [act, cancel].includes(document.activeElement as HTMLButtonElement);
    element.dataset["state"] = now.name;
    state.ariaLive = now.name === "moving" ? "off" : "polite";
    say(state, stateWords(now, words, line.own));
    bar.hidden = cancel.hidden = now.name !== "moving";
    if (now.name === "moving") bar.value = now.share;
    act.hidden = !mayFetch;
    say(actWords, words.say(now.name === "failed" ? "paper.again" : now.name === "saved" ? "paper.saveAgain" : "paper.save"));
    if (had && document.activeElement !== act && document.activeElement !== cancel) (mayFetch ? act : cancel).focus();
  };
  keeper.lines.watch(show);
  keeper.progress.watch(show);
  return element;
}

function stateWords(state: PaperState, words: Words, own: boolean): string {
  switch (state.name) {
    case "moving": return words.say(own ? "paper.up" : "paper.down", `${Math.floor(state.share * 100)}`);
    case "failed": return words.say(own && state.why === "network" ? "paper.failed.up" : `paper.failed.${state.why}`);
    case "offered": return "";
    case "saved": return words.say("paper.saved");
    case "sent": return words.say("paper.sent");
  }
}

/** Hands a document to the browser to be saved under a harmless name; whatever its type, it is not shown. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  // Not in the page: a click on it is none on the page's links.
  h("a", { href: address, download: harmless(name) }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), KEPT_MILLIS);
}

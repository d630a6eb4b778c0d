// Whether she can go in: the record is checked, this browser is admitted, and it can encrypt; or why not, and what to do.
import type { Call } from "../call/call.ts";
import type { Keys } from "../protocol/keeper.ts";
import { Store } from "../store.ts";
import { family, lackOf } from "./browser.ts";
import { h, say } from "./dom.ts";
import type { Words } from "./words.ts";

export class Threshold {
  readonly element: HTMLElement;
  /** Why she cannot join yet, in a few words; nothing when she can. */
  readonly hindrance = new Store("");
  private readonly text = h("p");
  private readonly bar = h("progress", { class: "threshold-bar", "aria-hidden": "true" });
  private readonly more = h("div", { class: "stack" });
  private shown = "";
  private lacks: string | undefined;

  constructor(private readonly call: Call, private readonly words: Words) {
    this.element = h("div", { class: "threshold", role: "status" }, this.text, this.bar, this.more);
    call.keeper.keys.watch(() => this.show());
    void lackOf().then((lacks) => {
      this.lacks = lacks;
      this.show();
    });
  }

  private show(): void {
    const { words } = this;
    const keys: Keys = this.lacks === undefined ? this.call.keeper.keys.get() : { state: "unable", lacks: this.lacks };
    this.element.dataset["keys"] = keys.state.replaceAll(" ", "-");
    this.element.className = `threshold${keys.state === "no record" || keys.state === "unable" ? " notice refusal" : keys.state === "not admitted" ? " notice" : ""}`;
    this.bar.hidden = keys.state !== "checking";
    // A screen reader need not hear every entry counted.
    this.element.ariaBusy = `${keys.state === "checking"}`;
    if (keys.state === "checking") {
      if (keys.total > 0) this.bar.value = keys.done / keys.total;
      else this.bar.removeAttribute("value");
    }
    say(this.text, thresholdWords(keys, words, family()));
    if (this.shown !== keys.state) this.more.replaceChildren(...this.moreOf(keys));
    this.shown = keys.state;
    this.hindrance.set(HINDERS.includes(keys.state) ? words.say(`threshold.hinders.${keys.state.replaceAll(" ", "-")}`) : "");
  }

  private moreOf(keys: Keys): Node[] {
    const { words, call } = this;
    if (keys.state === "not admitted") {
      const place = h("div", {}, h("p", {}, h("a", { class: "button", href: `${call.page.back}/devices` }, words.say("threshold.devices"))));
      void admission(call.page.back).then((form) => form && place.replaceChildren(form));
      return [place];
    }
    if (keys.state === "no record") return [h("p", {}, h("button", { type: "button", class: "button", click: () => location.reload() }, words.say("threshold.reload")))];
    return [];
  }
}

/** The form of the talk's page of devices, to be used from here; nothing where that page cannot be had. */
async function admission(talk: string): Promise<Element | undefined> {
  const response = await fetch(`${talk}/devices`, { redirect: "manual" }).catch(() => undefined);
  if (response?.ok !== true) return undefined;
  const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-devices]");
  const script = found?.querySelector("script");
  if (!found || !script) return undefined;
  script.remove();
  const form = document.importNode(found, true);
  form.querySelector("form")?.append(h("input", { type: "hidden", name: "from", value: "room" }));
  // Made here: a script that was once part of a parsed page does not run.
  form.append(h("script", { type: "module", src: script.getAttribute("src") ?? "" }));
  return form;
}

const HINDERS: readonly Keys["state"][] = ["checking", "not admitted", "no record", "unable"];

export function thresholdWords(keys: Keys, words: Words, browser: string): string {
  switch (keys.state) {
    case "checking":
      return keys.total > 0 ? words.say("threshold.checking", `${keys.done}`, `${keys.total}`) : words.say("threshold.reading");
    case "not admitted":
      return words.say("threshold.not-admitted");
    case "no record": {
      const known = `threshold.no-record.${keys.reason}`;
      return words.has(known) ? words.say(known) : words.say("threshold.no-record", keys.reason);
    }
    case "unable": {
      const known = `threshold.lacks.${keys.lacks.toLowerCase()}`;
      const lack = words.has(known) ? words.say(known) : keys.lacks;
      return words.say("threshold.unable", browser === "" ? words.say("threshold.browser") : browser, lack);
    }
    case "ready":
    case "waiting":
    case "in":
    case "changing":
    case "apart":
      return words.say("threshold.ready");
  }
}

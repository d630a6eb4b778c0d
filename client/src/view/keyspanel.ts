// The keys at the side: whether all screens have the same now, and the identity code that two people compare once.
import { idOf } from "../call/names.ts";
import type { Call } from "../call/call.ts";
import type { Holder, Identity } from "../protocol/keeper.ts";
import type { Store } from "../store.ts";
import { h, icon, say } from "./dom.ts";
import { groupsOf, type Mark } from "./holding.ts";
import { identityState, markCode, markWords } from "./mark.ts";
import type { Words } from "./words.ts";

export function keysPanel(call: Call, words: Words, mark: Store<Mark>): HTMLElement {
  return h("div", { class: "keys stack" }, identityPart(call, words), markPart(call, words, mark));
}

function markPart(call: Call, words: Words, mark: Store<Mark>): HTMLElement {
  const state = h("p", { class: "keys-state" });
  const code = h("p", { class: "keys-code number" });
  const missing = h("p", { class: "notice refusal", hidden: true });
  const show = () => {
    const now = mark.get();
    state.dataset["mark"] = now.state;
    say(state, markWords(now, words));
    say(code, now.state === "none" ? "" : markCode(call));
    missing.hidden = now.state !== "unconfirmed";
    if (now.state === "unconfirmed") say(missing, words.say("keys.unconfirmed", now.missing.map((each) => nameOf(call, each)).join(", ")));
  };
  mark.watch(show);
  call.keeper.circle.watch(show);
  return h(
    "section",
    { "aria-labelledby": "keys-now" },
    h("h3", { id: "keys-now" }, words.say("keys.now")),
    state,
    code,
    missing,
    h("p", { class: "small soft" }, words.say("keys.now.text")),
  );
}

function identityPart(call: Call, words: Words): HTMLElement {
  const title = h("h3", { id: "keys-identity", tabindex: "-1" });
  const body = h("div", { class: "stack" });
  const section = h("section", { "aria-labelledby": "keys-identity" }, title, body);
  call.keeper.identity.watch((identity) => {
    section.hidden = identity === undefined;
    if (identity === undefined) return;
    const hadFocus = body.contains(document.activeElement);
    say(title, words.say(`identity.${identityState(identity)}`));
    body.replaceChildren(...identityBody(call, words, identity));
    if (hadFocus) title.focus();
  });
  return section;
}

function identityBody(call: Call, words: Words, identity: Identity): HTMLElement[] {
  const code = h(
    "div",
    {},
    h("p", { class: "keys-groups", dir: "ltr" }, ...groupsOf(identity.digits).map((group) => h("span", {}, group))),
    h("p", { class: "keys-words" }, (identity.words[document.documentElement.lang] ?? []).join(" ")),
  );
  const how = h("ol", { class: "keys-how" }, ...["call", "halves", "all"].map((step) => h("li", {}, words.say(`identity.how.${step}`))));
  const judge = (matches: boolean) => () => call.keeper.judge(identity.digits, matches);
  const match = (key: string, kind = "primary") => h("button", { type: "button", class: `button ${kind}`, click: judge(true) }, icon("check"), words.say(key));
  const differ = h("button", { type: "button", class: "button danger", click: judge(false) }, icon("x"), words.say("identity.differ"));
  switch (identity.verdict) {
    case "matches":
      return [
        h("p", {}, words.say("identity.matches.text")),
        h("details", {}, h("summary", {}, words.say("identity.again")), code, h("p", { class: "buttons" }, differ)),
      ];
    case "differs":
      return [
        h("div", { class: "notice refusal", role: "alert" }, h("p", {}, words.say("identity.differs.text")), ...["silent", "call", "check"].map((step) => h("p", {}, words.say(`identity.differs.${step}`)))),
        code,
        h("p", { class: "buttons" }, match("identity.matchAfterAll", "")),
      ];
    case undefined:
      return [...changes(call, words, identity), code, how, h("p", { class: "buttons" }, match("identity.match"), differ)];
  }
}

function changes(call: Call, words: Words, { changed }: Identity): HTMLElement[] {
  if (changed.length === 0) return [h("p", { class: "small" }, words.say("identity.why"))];
  const lines = changed.map((each) => {
    const delegation = call.page.delegations.find(({ chain }) => chain === each.chain)?.name ?? words.say("unnamed.delegation");
    return h("li", {}, each.what === "key" ? words.say("identity.changed.key", delegation) : words.say("identity.changed.device", nameOf(call, each), delegation));
  });
  return [h("div", { class: "notice" }, h("p", {}, words.say("identity.changed.text")), h("ul", { class: "keys-changes" }, ...lines))];
}

/** A person of the dossier by her name in the room, or else by the dossier's. */
export function nameOf(call: Call, holder: Holder): string {
  return call.people.get().get(idOf(call.page, holder))?.name ?? holder.person;
}

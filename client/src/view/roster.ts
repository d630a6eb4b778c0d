// Everyone who holds the keys, by delegation, own side first, with device and script; then who is here without, and who is not here.
import type { Call } from "../call/call.ts";
import type { Member } from "../protocol/keeper.ts";
import type { Person } from "../protocol/messages.ts";
import { Store } from "../store.ts";
import { deviceDigits, scriptDigits } from "./digits.ts";
import { h, icon } from "./dom.ts";
import { type Bloc, type KeyHolder, rosterOf } from "./holding.ts";
import { language, role } from "./tile.ts";
import type { Words } from "./words.ts";

export function roster(call: Call, words: Words): HTMLElement {
  const element = h("div", { class: "roster" });
  const digits = new Store<ReadonlyMap<string, string>>(new Map());
  const show = () => {
    const { blocs, unnamed } = rosterOf(call.page, call.people.get(), call.keeper.circle.get()?.members ?? []);
    const sections = blocs.map(({ delegation, holding, keyless }) =>
      h(
        "section",
        { "data-side": delegation.side },
        h("h3", { class: "party" }, delegation.name),
        h("ul", { class: "lines" }, ...holding.map((each) => holder(each)), ...keyless.map((each) => h("li", {}, ...who(each), withoutKeys()))),
      ),
    );
    element.replaceChildren(...strangers(unnamed), h("p", { class: "small soft" }, words.say("roster.lede")), ...sections, ...away(blocs));
  };

  const about = (person: Person) => h("span", { class: "small soft" }, [role(words, person.role), language(words, person.language)].join(" · "));

  const who = (person: Person) => [
    h("strong", {}, h("bdi", {}, person.id === call.you ? words.say("you", person.name) : person.name)),
    about(person),
  ];

  const holder = ({ person, member }: KeyHolder) => {
    const lines = [h("span", { class: "small roster-keys" }, icon("key-round"), words.say(member.confirmed ? "roster.holds" : "roster.unconfirmed"))];
    if (person.link === "away") lines.push(h("span", { class: "small" }, words.say("roster.keysOnly")));
    if (person.link === "cut") lines.push(h("span", { class: "small" }, words.say("roster.cut")));
    const keys = call.keeper.keys.get();
    if (keys.state === "apart" && keys.people.includes(person.id)) lines.push(h("span", { class: "small roster-warning" }, icon("circle-alert"), words.say("roster.apart")));
    lines.push(technical(member));
    if (member.client !== call.page.client) lines.push(h("span", { class: "small roster-warning" }, icon("circle-alert"), words.say("roster.otherScript")));
    return h("li", { "data-link": "good" }, ...who(person), ...lines);
  };

  // Before she has keys herself, nothing is known of the others'.
  const withoutKeys = () => call.keeper.circle.get() === undefined
    ? h("span", { class: "small" }, words.say("status.noKey"))
    : h("span", { class: "small roster-warning" }, words.say("roster.keyless"));

  const technical = (member: Member) =>
    h("span", { class: "small soft number roster-technical" },
      words.say("roster.device", digits.get().get(member.device) ?? "…"), " · ", words.say("roster.script", digits.get().get(member.client) ?? "…"));

  const away = (blocs: Bloc[]) => {
    const all = blocs.flatMap(({ delegation, absent }) => absent.map((person) =>
      h("li", { "data-side": delegation.side, "data-link": "away" }, h("strong", { class: "party" }, h("bdi", {}, person.name)), about(person),
        ...(person.devices === 1 ? [] : [h("span", { class: "small" }, person.devices === 0 ? words.say("roster.noDevice") : words.say("roster.devices", `${person.devices}`))]))));
    return all.length === 0 ? [] : [h("section", {}, h("h3", {}, words.say("roster.away")), h("ul", { class: "lines" }, ...all))];
  };

  const strangers = (unnamed: Member[]) =>
    unnamed.length === 0 ? [] : [h("div", { class: "notice refusal", role: "alert" }, h("h3", {}, words.say("roster.unnamed")), h("ul", {}, ...unnamed.map((each) => h("li", {}, h("bdi", {}, each.person), " ", technical(each)))))];

  const learn = (key: string, found: string) => digits.update((all) => new Map(all).set(key, found));
  call.people.watch(show);
  call.keeper.keys.watch(show);
  digits.watch(show);
  call.keeper.circle.watch((circle) => {
    show();
    for (const { device, client } of circle?.members ?? []) {
      if (!digits.get().has(device)) void deviceDigits(device).then((found) => learn(device, found));
      if (!digits.get().has(client)) void scriptDigits(client).then((found) => learn(client, found));
    }
  });
  return element;
}

// Everybody who may be here, by delegation, own side first; who is here, and how.
import type { Call } from "../call/call.ts";
import { h } from "./dom.ts";
import { seat, statusOf } from "./seating.ts";
import { language, role } from "./tile.ts";
import type { Words } from "./words.ts";

export function roster(call: Call, words: Words): HTMLElement {
  const element = h("div", { class: "roster" });
  const show = () => {
    const people = [...call.people.get().values()];
    const lists = seat(people, call.page.delegations).map(({ delegation }) => {
      const ours = people.filter((person) => person.delegation === delegation.id);
      const lines = ours.map((person) => {
        const states = statusOf(person, true).map((each) => words.say(`status.${each}`));
        if (person.devices > 1) states.push(words.say("roster.devices", `${person.devices}`));
        const about = [role(words, person.role), language(words, person.language)].join(" · ");
        return h(
          "li",
          { "data-link": person.link },
          h("strong", {}, person.id === call.you ? words.say("you", person.name) : person.name),
          h("span", { class: "small soft" }, about),
          h("span", { class: "small" }, states.join(" · ") || words.say("status.here")),
        );
      });
      return h("section", { "data-side": delegation.side }, h("h3", { class: "party" }, delegation.name), h("ul", { class: "lines" }, ...lines));
    });
    element.replaceChildren(...lists);
  };
  call.people.watch(show);
  return element;
}

// The line of the talk's page that says what the check found.
import { h, say } from "../view/dom.ts";
import type { Outcome } from "./outcome.ts";

/** Shows an outcome; the same one again changes nothing, so that screen readers hear an alarm once. */
export function show(at: Element, outcome: Outcome): void {
  const said = JSON.stringify(outcome);
  if (at.getAttribute("data-said") === said) return;
  at.setAttribute("data-said", said);
  const line = at.querySelector("p.small");
  if (outcome.kind === "quiet" && line !== null) {
    say(line, outcome.text);
  } else if (outcome.kind === "quiet") {
    at.replaceChildren(h("p", { class: "soft small" }, outcome.text));
  } else {
    const { title = "", text, advice = "" } = outcome;
    at.replaceChildren(h("div", { class: "notice refusal", role: "alert" }, h("h2", {}, title), h("p", {}, text), h("p", {}, advice)));
  }
}

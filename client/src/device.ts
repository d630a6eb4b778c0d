// This browser's own key: made here, kept here, never to be copied out. Its person admits it to a talk with her
// signature; before that the browser shows the node that it holds the key.
import { keep, makeKey, nameOf, ownKey, sign } from "./device-key.ts";
import { encode, utf8 } from "./dossier/bytes.ts";

type State = "live" | "new" | "unsupported";

function words(section: HTMLElement, name: "own" | "gone"): string[] {
  return (section.dataset[name] ?? "").split(" ").filter((word) => word !== "");
}

/** Marks this browser in the lists: by a sheet of its own, which outlives the page's updates. */
const mark = new CSSStyleSheet();

async function stateOf(section: HTMLElement): Promise<State> {
  try {
    const name = await nameOf(await ownKey() ?? await makeKey());
    mark.replaceSync(`#device-${CSS.escape(name)} [data-device-here] { display: inline; }`);
    return words(section, "own").includes(name) ? "live" : "new";
  } catch (fault) {
    return fault instanceof DOMException && fault.name === "NotSupportedError" ? "unsupported" : "new";
  }
}

async function show(section: HTMLElement): Promise<void> {
  document.documentElement.dataset["device"] = typeof crypto.subtle === "object" ? await stateOf(section) : "unsupported";
}

function say(form: HTMLFormElement, word: "waiting" | "failed"): void {
  const place = form.querySelector<HTMLElement>("[data-device-says]");
  if (place === null) return;
  place.textContent = form.dataset[word] ?? "";
  place.className = word === "failed" ? "notice refusal" : "soft";
}

function fill(form: HTMLFormElement, fields: Record<string, string>): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }
}

async function admit(section: HTMLElement, form: HTMLFormElement): Promise<void> {
  say(form, "waiting");
  form.ariaBusy = "true";
  try {
    const pair = await keep(await makeKey(), words(section, "gone"));
    const asked = await fetch(`${form.action}/challenge`);
    if (!asked.ok) throw new Error(`the node gives no challenge: ${asked.status}`);
    const challenge = await asked.text();
    const [talk, person] = (form.dataset["admit"] ?? "").split(" ");
    const proof = encode(await sign(pair, utf8(`parley device\n${talk}\n${person}\n${challenge}`)));
    fill(form, { device: await nameOf(pair), challenge, proof });
    form.submit();
  } catch {
    say(form, "failed");
    form.querySelector<HTMLElement>("button")?.focus();
  } finally {
    form.ariaBusy = "false";
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const section = form instanceof HTMLFormElement ? form.closest<HTMLElement>("[data-devices]") : null;
  if (section === null || !(form instanceof HTMLFormElement) || form.dataset["admit"] === undefined) return;
  event.preventDefault();
  if (form.ariaBusy !== "true") void admit(section, form);
}, { capture: true });

const section = document.querySelector<HTMLElement>("[data-devices]");
if (section !== null) {
  document.adoptedStyleSheets.push(mark);
  void show(section);
  new MutationObserver(() => void show(section)).observe(section, { attributeFilter: ["data-own", "data-gone"] });
}

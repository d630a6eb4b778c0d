// This browser's own key: made here, kept here, never to be copied out. Its person admits it to a talk with her
// signature; before that the browser shows the node that it holds the key.

export {};

const DATABASE = "parley-device";
const KEYS = "keys";
const OWN = "own";
const ALGORITHM = "Ed25519";

type State = "live" | "new" | "unsupported";

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
  });
}

async function keys(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(KEYS);
  return answer(opening);
}

async function keptKey(): Promise<CryptoKeyPair | undefined> {
  const database = await keys();
  try {
    return await answer(database.transaction(KEYS).objectStore(KEYS).get(OWN) as IDBRequest<CryptoKeyPair | undefined>);
  } finally {
    database.close();
  }
}

/** Keeps a pair unless there is one already that was not dismissed; the pair that is kept. */
async function keep(made: CryptoKeyPair, instead: string[]): Promise<CryptoKeyPair> {
  const database = await keys();
  try {
    const before = await keptKey();
    if (before !== undefined && !instead.includes(await nameOf(before))) return before;
    const writing = database.transaction(KEYS, "readwrite", { durability: "strict" });
    const done = new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(writing.error ?? new Error("the browser keeps nothing"));
    });
    writing.objectStore(KEYS).put(made, OWN);
    await done;
    return made;
  } finally {
    database.close();
  }
}

async function makeKey(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]) as CryptoKeyPair;
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function nameOf(pair: CryptoKeyPair): Promise<string> {
  return base64url(await crypto.subtle.exportKey("raw", pair.publicKey));
}

function words(section: HTMLElement, name: "own" | "gone"): string[] {
  return (section.dataset[name] ?? "").split(" ").filter((word) => word !== "");
}

/** Marks this browser in the lists: by a sheet of its own, which outlives the page's updates. */
const mark = new CSSStyleSheet();

async function stateOf(section: HTMLElement): Promise<State> {
  try {
    const name = await nameOf(await keptKey() ?? await makeKey());
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
    const message = new TextEncoder().encode(`parley device\n${talk}\n${person}\n${challenge}`);
    const proof = base64url(await crypto.subtle.sign(ALGORITHM, pair.privateKey, message));
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

// The ceremony of a passkey: a form that is sent when its person has touched her key. The page says what for; a touch
// that does not come leaves the page as it is.

/** What the browser's answer puts into the form, by the names of its fields. */
type Fields = Record<string, string>;

const running = new Map<HTMLFormElement, AbortController>();

async function make(options: unknown, signal: AbortSignal): Promise<Fields> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON);
  const made = await navigator.credentials.create({ publicKey, signal }) as PublicKeyCredential;
  const { response } = made.toJSON() as RegistrationResponseJSON;
  return { client: response.clientDataJSON, attestation: response.attestationObject };
}

async function touch(options: unknown, signal: AbortSignal): Promise<Fields> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  const touched = await navigator.credentials.get({ publicKey, signal }) as PublicKeyCredential;
  const { id, response } = touched.toJSON() as AuthenticationResponseJSON;
  return { credential: id, client: response.clientDataJSON, authenticator: response.authenticatorData, signature: response.signature };
}

function isSupported(): boolean {
  return typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";
}

function say(form: HTMLFormElement, word: "waiting" | "cancelled" | "unsupported" | "failed" | ""): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-says]");
  if (place === null) return;
  place.textContent = word === "" ? "" : form.dataset[word] ?? "";
  place.className = word === "" ? "" : word === "waiting" ? "soft" : "notice refusal";
}

function fill(form: HTMLFormElement, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(`passkey.${name}`);
    if (field instanceof HTMLInputElement) field.value = value;
  }
}

/** What went wrong, as one of the form's words: a person can cancel, or let the time pass. */
function reason(fault: unknown): "cancelled" | "failed" {
  const name = fault instanceof DOMException ? fault.name : "";
  return name === "NotAllowedError" || name === "AbortError" ? "cancelled" : "failed";
}

async function run(form: HTMLFormElement): Promise<void> {
  running.get(form)?.abort();
  if (!isSupported()) {
    say(form, "unsupported");
    return;
  }
  const stop = new AbortController();
  running.set(form, stop);
  form.ariaBusy = "true";
  say(form, "waiting");
  try {
    const options: unknown = JSON.parse(form.dataset["options"] ?? "{}");
    const ceremony = form.dataset["passkey"] === "make" ? make : touch;
    fill(form, await ceremony(options, stop.signal));
    form.submit();
  } catch (fault) {
    if (running.get(form) !== stop) return; // another attempt took its place
    say(form, reason(fault));
    form.querySelector<HTMLElement>("button")?.focus();
  } finally {
    form.ariaBusy = "false";
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run(form);
  });
  if (form.dataset["starts"] === "true" && isSupported()) void run(form);
}

// Who comes back by the browser's button finds no old answer in the form.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of running.keys()) {
    form.querySelectorAll<HTMLInputElement>('input[name^="passkey."]').forEach((field) => { field.value = ""; });
    say(form, "");
  }
});

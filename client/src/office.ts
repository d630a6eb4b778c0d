// Secrets behind an address's "#": they go from there into a form and out of the address. And the button that copies one.

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-secret]")) {
  const secret = location.hash.slice(1);
  const field = form.elements.namedItem("token");
  if (secret === "" || !(field instanceof HTMLInputElement)) continue;
  history.replaceState(null, "", location.pathname);
  field.value = secret;
  form.querySelector<HTMLElement>("[data-by-hand]")?.setAttribute("hidden", "");
  if (form.dataset["secret"] === "sends") form.requestSubmit();
}

for (const field of document.querySelectorAll<HTMLInputElement>("[data-select]")) {
  field.addEventListener("focus", () => field.select());
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  button.addEventListener("click", () => void copy(button));
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(`#${button.dataset["copy"] ?? ""}`);
  if (field === null) return;
  try {
    await navigator.clipboard.writeText(field.value);
    const says = button.parentElement?.querySelector("[role=status]");
    if (says) says.textContent = button.dataset["copied"] ?? "";
  } catch {
    field.select(); // the browser does not let us: one key is left to press
  }
}

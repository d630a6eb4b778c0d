// Secrets behind an address's "#": they go from there into a form and out of the address.

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-secret]")) {
  const secret = location.hash.slice(1);
  const field = form.elements.namedItem("token");
  if (secret === "" || !(field instanceof HTMLInputElement)) continue;
  history.replaceState(null, "", location.pathname);
  field.value = secret;
  form.querySelector<HTMLElement>("[data-by-hand]")?.setAttribute("hidden", "");
  if (form.dataset["secret"] === "sends") form.requestSubmit();
}

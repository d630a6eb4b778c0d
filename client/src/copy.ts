// Fields that are there to be copied: touched they are selected, and a button beside them does the rest.

document.addEventListener("focusin", ({ target }) => {
  if (isField(target) && "select" in target.dataset) target.select();
});

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
  if (button !== null) void copy(button);
});

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

async function copy(button: HTMLElement): Promise<void> {
  const field = document.querySelector(`#${button.dataset["copy"] ?? ""}`);
  if (!isField(field)) return;
  try {
    await navigator.clipboard.writeText(field.value);
    const says = button.parentElement?.querySelector("[role=status]");
    if (says) says.textContent = button.dataset["copied"] ?? "";
  } catch {
    field.select(); // the browser does not let us: one key is left to press
  }
}

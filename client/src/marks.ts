// What a page says about its own parts: each part that can change carries a key and a mark of its content.

export interface MarkedPart {
  readonly dataset: { readonly [name: string]: string | undefined };
}

export interface MarkedPage {
  querySelectorAll(selector: string): Iterable<MarkedPart>;
}

interface Control {
  readonly tagName: string;
  readonly type: string;
  readonly value: string;
  readonly defaultValue: string;
  readonly checked: boolean;
  readonly defaultChecked: boolean;
  readonly options: ArrayLike<{ readonly selected: boolean; readonly defaultSelected: boolean }>;
}

/** The marks of a page's parts by their keys. */
export function marksOf(page: MarkedPage): Map<string, string> {
  const marks = new Map<string, string>();
  for (const part of page.querySelectorAll("[data-mark-key]")) {
    marks.set(part.dataset["markKey"] ?? "", part.dataset["mark"] ?? "");
  }
  return marks;
}

/** Keys of parts that are new or carry another mark than before. */
export function changedMarks(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([key, mark]) => before.get(key) !== mark).map(([key]) => key);
}

/** Whether a person has put something into this control that the page did not come with. */
export function isTyped(node: object): boolean {
  const control = node as Partial<Control>;
  switch (control.tagName) {
    case "INPUT":
      return control.type === "checkbox" || control.type === "radio"
        ? control.checked !== control.defaultChecked
        : control.type !== "hidden" && control.value !== control.defaultValue;
    case "TEXTAREA":
      return control.value !== control.defaultValue;
    case "SELECT":
      return Array.from(control.options ?? []).some((option) => option.selected !== option.defaultSelected);
    default:
      return false;
  }
}

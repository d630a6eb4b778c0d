// Documents as people see them: their names made harmless, their sizes, how far they are. Pure.
import type { ChatLine, Progress } from "../protocol/keeper.ts";

export const LARGEST = 50 * 1024 * 1024;
const LONGEST_NAME = 120;

// What turns the direction of writing or cannot be seen: "report‮fdp.exe" would read as a PDF.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const NOT_IN_NAMES = /[\\/:*?"<>|]/g;
const OF_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A name under which a document can be shown and saved: one name, no path, nothing that deceives the eye. */
export function harmless(name: string): string {
  const seen = name.normalize("NFC").replaceAll(UNSEEN, "").replaceAll(NOT_IN_NAMES, "_");
  const plain = seen.replace(/^[.\s]+/, "").replace(/[.\s]+$/, "").replace(OF_WINDOWS, "_$1");
  if (plain === "") return "document";
  if ([...plain].length <= LONGEST_NAME) return plain;
  const ending = /\.[^. ]{1,10}$/.exec(plain)?.[0] ?? "";
  return `${[...plain].slice(0, LONGEST_NAME - ending.length).join("").replace(/[.\s]+$/, "")}${ending}`;
}

/** A size in words of the reader's language. */
export function sizeIn(language: string, bytes: number): string {
  const [value, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, "megabyte"] : [Math.ceil(bytes / 1_000), "kilobyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** What a document's line offers: its bar, why it failed, or what can be done. */
export type PaperState =
  | { name: "moving"; share: number }
  | { name: "failed"; why: NonNullable<Progress["failed"]> }
  | { name: "offered" }
  | { name: "saved" }
  | { name: "sent" };

export function paperOf(line: ChatLine, progress: Progress | undefined): PaperState {
  if (progress?.failed) return { name: "failed", why: progress.failed };
  if (line.own) {
    if (line.sent === "failed" || line.sent === "full") return { name: "failed", why: line.sent === "full" ? "full" : "network" };
    return line.sent === "sent" ? { name: "sent" } : { name: "moving", share: shareOf(progress) };
  }
  if (progress === undefined) return { name: "offered" };
  return progress.done < progress.total ? { name: "moving", share: shareOf(progress) } : { name: "saved" };
}

function shareOf(progress: Progress | undefined): number {
  return progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
}

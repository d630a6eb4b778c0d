// What the node writes into the talk's page for the check: where the dossier is, who the sides are, and every word.
import type { Head } from "../dossier/act.ts";
import { list, type Read, shape, text, whole, words } from "../protocol/reader.ts";

export interface PageRecord {
  talk: string;
  /** Address of the dossier, a path. */
  file: string;
  /** The name of each side by its chain. */
  sides: Record<string, string>;
  /** Where the chains ended when the page was written. */
  heads: ({ chain: string } & Head)[];
  words: Record<string, string>;
}

const read: Read<PageRecord> = shape({
  talk: text(100, 1),
  file: text(300, 1),
  sides: words,
  heads: list(shape({ chain: text(100, 1), seq: whole(1, Number.MAX_SAFE_INTEGER), hash: text(100, 1) }), 100),
  words,
});

export function readPageRecord(json: string): PageRecord {
  return read(JSON.parse(json), "record");
}

// What the node writes into the room's page: who sits where, and every word in the reader's language.
import { list, oneOf, type Read, shape, text, words } from "./reader.ts";

/** A delegation of the talk; `side` is its hue. */
export interface Delegation {
  id: string;
  name: string;
  side: "a" | "b";
  /** The chain of the dossier that it writes. */
  chain: string;
}

export interface PageData {
  /** Address of the WebSocket, a path. */
  signal: string;
  /** Where she goes when she has left: the talk's page. */
  back: string;
  /** Address of the set of icons. */
  icons: string;
  talk: string;
  /** Address of the exported dossier, a path. */
  file: string;
  /** Address of the documents shown in the room, a path. */
  documents: string;
  you: string;
  /** SHA-256 of the manifest of all that this client consists of. */
  client: string;
  /** The reader's own delegation first. */
  delegations: Delegation[];
  words: Record<string, string>;
}

const read: Read<PageData> = shape({
  signal: text(300, 1),
  back: text(300, 1),
  icons: text(300, 1),
  talk: text(200, 1),
  file: text(300, 1),
  documents: text(300, 1),
  you: text(200, 1),
  client: text(100, 1),
  delegations: list(shape({ id: text(200, 1), name: text(200), side: oneOf("a", "b"), chain: text(100, 1) }), 10),
  words,
});

export function readPageData(json: string): PageData {
  return read(JSON.parse(json), "page");
}

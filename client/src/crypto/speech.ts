// The words of one epoch after the other: what is to be said until it is with everybody, once, and what was heard.
import { type Bytes, encode } from "../dossier/bytes.ts";
import { broken } from "./broken.ts";
import { readWord, type Word, writeWord } from "./chat.ts";
import type { Group, Leaf } from "./group.ts";

/** Something that is said to people. */
export type ChatWord = Exclude<Word, { t: "here" }>;

/** A word as it goes to the node. */
export interface Sent {
  id: string;
  message: string;
}

export type Listened =
  | { kind: "word"; from: Leaf; word: ChatWord }
  /** One's own is with everybody. */
  | { kind: "sent"; id: string }
  /** Somebody is in this epoch. */
  | { kind: "here"; leaf: number };

/** A word that is not yet with everybody; `as` is how it was sent in this epoch. */
interface Unsaid {
  word: Word;
  as?: Sent;
}

/** The place among the unsaid words of "I am here", of which only the latest counts. */
const HERE = "here";

export class Speech {
  private readonly unsaid = new Map<string, Unsaid>();
  private readonly heard = new Set<string>();

  say(word: ChatWord): void {
    this.unsaid.set(word.id, { word });
  }

  /** What of the last epoch did not come through reached nobody, and is to be said again. */
  enter(epoch: number): void {
    this.heard.clear();
    for (const said of this.unsaid.values()) delete said.as;
    this.unsaid.set(HERE, { word: { t: "here", epoch } });
  }

  /** What was sent in this epoch and may not have arrived: the same again. */
  repeated(): Sent[] {
    return [...this.unsaid.values()].flatMap(({ as }) => (as === undefined ? [] : [as]));
  }

  /** What is to be sent now. */
  async sealed(group: Group): Promise<Sent[]> {
    const all: Sent[] = [];
    for (const [id, said] of this.unsaid) {
      if (said.as !== undefined) continue;
      const as = idOf(id, group.own, group);
      said.as = { id: as, message: encode(await group.seal(writeWord(said.word), as)) };
      all.push(said.as);
    }
    return all;
  }

  /** What was sent under this id will not be kept: the word that it was, if anybody typed it. */
  giveUp(id: string): string | undefined {
    const word = [...this.unsaid].find(([, said]) => said.as?.id === id)?.[0];
    if (word !== undefined) this.unsaid.delete(word);
    return word === HERE ? undefined : word;
  }

  /** What a message of this epoch says; nothing if it was heard before. */
  async listen(group: Group, id: string, message: Bytes): Promise<Listened | undefined> {
    if (this.heard.has(id)) return undefined;
    const own = [...this.unsaid].find(([, said]) => said.as?.id === id)?.[0];
    if (own !== undefined) {
      this.unsaid.delete(own);
      this.heard.add(id);
      return own === HERE ? { kind: "here", leaf: group.own.index } : { kind: "sent", id: own };
    }
    const { from, id: bound, content } = await group.open(message);
    if (bound !== id || !id.endsWith(idOf("", from, group))) broken("GARBAGE", "under another id");
    this.heard.add(id);
    const word = readWord(content);
    if (word.t !== "here") return { kind: "word", from, word };
    return word.epoch === group.epoch ? { kind: "here", leaf: from.index } : undefined;
  }
}

/** By which the node knows a word of this leaf in this epoch; nobody can take another's. */
function idOf(word: string, { index }: Leaf, { epoch }: Group): string {
  return `${word}-${index}-${epoch}`;
}

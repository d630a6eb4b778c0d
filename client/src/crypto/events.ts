// What happens to the delivery of a group's messages, and what comes of it.
import type { Bytes } from "../dossier/bytes.ts";
import type { ClientGroupMessage, ServerGroupMessage } from "../protocol/group.ts";
import type { Rule } from "./broken.ts";
import type { Leaf } from "./group.ts";
import type { Judge } from "./judge.ts";
import type { OwnLeaf } from "./leaf.ts";
import type { Place } from "./rules.ts";
import type { ChatWord } from "./speech.ts";
import type { Suite } from "./suite.ts";

/** What the node says about the group itself. */
export type Heard = Exclude<ServerGroupMessage, { type: "entries" }>;
export type OfType<T extends Heard["type"]> = Extract<Heard, { type: T }>;

export type Input =
  /** The room was joined over a new socket. */
  | { kind: "online" }
  | { kind: "offline" }
  | { kind: "heard"; message: Heard }
  /** More of the dossier is verified. */
  | { kind: "dossier" }
  /** To be said to all, once. */
  | { kind: "say"; word: ChatWord }
  /** Time passes: a few times each second. */
  | { kind: "tick" };

/** A new epoch, and what frames are sealed with in it. */
export interface Entered {
  kind: "entered";
  generation: number;
  epoch: number;
  own: number;
  leaves: ReadonlyMap<number, Leaf>;
  /** The SFrame base key of each leaf. */
  baseKeys: ReadonlyMap<number, Bytes>;
  /** What all members of this epoch can compute and nobody else. */
  mark: Bytes;
  /** Somebody who was in the epoch before may hold no key of this one. */
  removal: boolean;
  /** It does not follow an epoch in which this browser was: another group, or another leaf of its own. */
  fresh: boolean;
}

/** Each to be carried out at once, in order. */
export type Output =
  | { kind: "send"; message: ClientGroupMessage }
  | Entered
  /** These may no longer hold keys: while there are any nothing may be sent, and nothing of theirs be opened. A new epoch begins with none. */
  | { kind: "stale"; leaves: Leaf[] }
  /** These say that they have other keys of this epoch: while there are any nothing may be sent. */
  | { kind: "apart"; people: string[] }
  /** Who has said, in this epoch, that she is in it. */
  | { kind: "here"; leaves: number[] }
  | { kind: "word"; from: Leaf; word: ChatWord }
  /** What was to be said is with everybody. */
  | { kind: "sent"; id: string }
  /** It will not be: the node keeps no more of what this browser says. */
  | { kind: "full"; id: string }
  /** This browser holds no keys: it waits for them, or its person is in on another one. */
  | { kind: "out"; cause: "waiting" | "removed" | "replaced" }
  | { kind: "refused"; rule: Rule; detail: string };

export interface Setting {
  talk: string;
  purpose: Place["purpose"];
  judge: Judge;
  suite: Suite;
  /** A new leaf of this browser's. */
  makeLeaf(nowMillis: number): Promise<OwnLeaf>;
}

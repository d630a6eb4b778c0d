// What the room's page and its keeper tell each other. The keeper is the worker that verifies the dossier and holds every
// key: nothing secret is in any of these messages but the words of the chat, which are for the page to show.
import type { ServerGroupMessage, ClientGroupMessage } from "./group.ts";

/** What a track is for; a place in the list is the SFrame key id's context. */
export const PURPOSES = ["floor", "picture", "screen", "channel"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Somebody as the dossier names her. */
export interface Holder {
  chain: string;
  person: string;
}

/** What RTCRtpScriptTransform is made with. */
export type TransformOptions = { side: "send"; purpose: Purpose } | ({ side: "receive"; purpose: Purpose } & Holder);

/** Who the page is for. */
export interface Self extends Holder {
  talk: string;
  /** Address of the exported dossier, a path. */
  file: string;
  /** Address of the documents, a path. */
  documents: string;
  /** SHA-256 of the manifest of scripts, base64url. */
  client: string;
}

export type Order =
  | { kind: "begin"; self: Self }
  /** A new WebSocket is in the room; or the last one is gone. */
  | { kind: "online" }
  | { kind: "offline" }
  | { kind: "signal"; message: ServerGroupMessage }
  /** She leaves for good: forget every key. */
  | { kind: "leave" }
  | { kind: "say"; text: string }
  | { kind: "share"; file: File }
  | { kind: "fetch"; id: string }
  | { kind: "cancel"; id: string }
  /** Her verdict on the identity code that the page shows. */
  | { kind: "judge"; digits: string; matches: boolean };

/** A leaf of the group: somebody who holds the keys. */
export interface Member extends Holder {
  leaf: number;
  role: string;
  /** Public key of her device, base64url. */
  device: string;
  /** The scripts that her browser says it runs. */
  client: string;
  own: boolean;
  /** She has told the others, inside the group, that she is in this epoch. */
  confirmed: boolean;
}

/** How far the keeper is. */
export type Keys =
  /** Reading and checking the dossier. */
  | { state: "checking"; done: number; total: number }
  /** Ready to go in. */
  | { state: "ready" }
  /** In the room, not yet in the group. */
  | { state: "waiting" }
  | { state: "in" }
  /** Somebody's removal is under way: nothing is sent until the keys are new. */
  | { state: "changing" }
  /** These say that they have other keys of the same epoch: nothing is sent. */
  | { state: "apart"; people: string[] }
  /** This browser has no key, or none that its person has admitted to this talk. */
  | { state: "not admitted" }
  /** The dossier does not hold, or could not be read. */
  | { state: "no record"; reason: string }
  /** What this browser lacks: it cannot encrypt. */
  | { state: "unable"; lacks: string };

/** Digits, and words of each language by its tag. */
export interface Code {
  digits: string;
  words: Record<string, string[]>;
}

export interface Identity extends Code {
  /** Her verdict on this very code, if she gave one on this browser. */
  verdict?: "matches" | "differs";
  /** What is not as it was when she last compared: whose delegation key, whose device. */
  changed: ({ what: "key"; chain: string } | ({ what: "device" } & Holder))[];
}

/** What arrives of a person's track: it flows, its key is not here yet, or it cannot be opened. */
export type Flow = "flowing" | "no-key" | "undecryptable";

export interface ChatLine extends Holder {
  id: string;
  own: boolean;
  /** Milliseconds since 1970, by the sender's clock. */
  at: number;
  text: string;
  file?: { name: string; type: string; size: number };
  /** Own lines: under way, with everybody, not sent, or more than the node keeps of one person. */
  sent: "sending" | "sent" | "failed" | "full";
}

/** How far a document is, up or down; `failed` names why. */
export interface Progress {
  id: string;
  done: number;
  total: number;
  failed?: "large" | "full" | "network" | "damaged" | "cancelled";
}

export type News =
  | { kind: "keys"; keys: Keys }
  | { kind: "signal"; message: ClientGroupMessage }
  | { kind: "members"; members: Member[]; epoch: number; mark: Code }
  | { kind: "identity"; identity: Identity }
  | ({ kind: "flow"; purpose: Purpose; flow: Flow } & Holder)
  /** What is sent must begin anew, with a picture that needs none before it. */
  | { kind: "key frame"; purpose: Purpose }
  | { kind: "line"; line: ChatLine }
  | { kind: "progress"; progress: Progress }
  /** A document is here, opened and whole. */
  | { kind: "document"; id: string; name: string; content: Blob }
  /** Something that the rules refused, by name: for the notice and the console. */
  | { kind: "refused"; rule: string };

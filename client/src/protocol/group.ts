// The messages by which the node orders a group's commits; it reads none of what they carry. Binary is base64url.
import type { Head } from "../dossier/act.ts";
import { list, oneOf, type Read, shape, text, whole } from "./reader.ts";

export type ClientGroupMessage =
  | { type: "entries"; heads: Record<string, Head> }
  | { type: "key-package"; keyPackage: string }
  | { type: "resume"; generation: number; group: string; epoch: number }
  | { type: "create"; generation: number; group: string; groupInfo: string }
  | { type: "commit"; generation: number; group: string; epoch: number; commit: string; welcome: string; groupInfo: string }
  | { type: "reached"; generation: number; epoch: number; mark: string }
  | { type: "lost" }
  | { type: "message"; generation: number; epoch: number; id: string; message: string };

export type ServerGroupMessage =
  | { type: "entries"; entries: string[] }
  | { type: "open-group"; generation: number }
  | { type: "commit-wanted"; generation: number; epoch: number; keyPackages: string[] }
  | { type: "commit"; generation: number; group: string; epoch: number; commit: string }
  | { type: "welcome"; generation: number; group: string; epoch: number; welcome: string }
  | { type: "stale"; generation: number; epoch: number }
  | { type: "rejoin"; generation: number; group: string; epoch: number; groupInfo: string }
  | { type: "message"; generation: number; epoch: number; id: string; message: string }
  /** A message that the node does not keep: its sender has written as much as it takes of one person. */
  | { type: "full"; id: string }
  /** Who orders the group has lost sight of this page: it says where it is, as over a new socket. */
  | { type: "again" }
  /** What somebody else's keys of this epoch look like. */
  | { type: "marked"; person: string; generation: number; epoch: number; mark: string };

/** A commit of 32 members with hybrid keys is 125 kB in base64url. */
const LARGE = 400_000;

const generation = whole(1, Number.MAX_SAFE_INTEGER);
const epoch = whole(0, Number.MAX_SAFE_INTEGER);
const binary: Read<string> = text(LARGE, 1);
const group = text(100, 1);

/** Whether a message concerns the group; what is none of the group's is the page's. */
export function isOfGroup(message: { type: string }): message is ServerGroupMessage {
  return Object.hasOwn(groupReaders, message.type);
}

/** Readers of the node's messages about the group, by type. */
export const groupReaders: { [T in ServerGroupMessage["type"]]: Read<Extract<ServerGroupMessage, { type: T }>> } = {
  entries: shape({ type: oneOf("entries"), entries: list(text(LARGE, 1), 100_000) }),
  "open-group": shape({ type: oneOf("open-group"), generation }),
  "commit-wanted": shape({ type: oneOf("commit-wanted"), generation, epoch, keyPackages: list(binary, 64) }),
  commit: shape({ type: oneOf("commit"), generation, group, epoch, commit: binary }),
  welcome: shape({ type: oneOf("welcome"), generation, group, epoch, welcome: binary }),
  stale: shape({ type: oneOf("stale"), generation, epoch }),
  rejoin: shape({ type: oneOf("rejoin"), generation, group, epoch, groupInfo: binary }),
  message: shape({ type: oneOf("message"), generation, epoch, id: text(64, 1), message: binary }),
  full: shape({ type: oneOf("full"), id: text(64, 1) }),
  again: shape({ type: oneOf("again") }),
  marked: shape({ type: oneOf("marked"), person: text(200, 1), generation, epoch, mark: text(16, 16) }),
};

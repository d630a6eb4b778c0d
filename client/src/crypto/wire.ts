// MLS messages as bytes, read strictly: one message, all of it, written in the one way in which it can be written.
import { decodeMlsMessage, encodeMlsMessage, type MLSMessage } from "ts-mls";
import type { Bytes } from "../dossier/bytes.ts";
import { broken } from "./broken.ts";

/** Commits, welcomes and descriptions of groups; a group of 32 needs less than a third of it. */
const MAX_BYTES = 300_000;

type Kind = MLSMessage["wireformat"];
type OfKind<K extends Kind> = Extract<MLSMessage, { wireformat: K }>;
type Content = MLSMessage extends infer M ? (M extends MLSMessage ? Omit<M, "version"> : never) : never;

export function pack(content: Content): Bytes {
  return new Uint8Array(encodeMlsMessage({ version: "mls10", ...content } as MLSMessage));
}

/** The message of this kind that these bytes are. */
export function unpack<K extends Kind>(bytes: Uint8Array, kind: K): OfKind<K> {
  if (bytes.length > MAX_BYTES) broken("TOO_LARGE", `${bytes.length} bytes`);
  const message = decoded(bytes);
  if (message.version !== "mls10") broken("WRONG_VERSION", message.version);
  if (message.wireformat !== kind) broken("WRONG_KIND", `${message.wireformat} instead of ${kind}`);
  return message as OfKind<K>;
}

function decoded(bytes: Uint8Array): MLSMessage {
  let message: MLSMessage;
  let again: Uint8Array;
  try {
    const found = decodeMlsMessage(bytes, 0);
    if (found === undefined || found[1] !== bytes.length) throw new Error("no message, or more than one");
    message = found[0];
    again = encodeMlsMessage(message);
  } catch (fault) {
    broken("GARBAGE", fault instanceof Error ? fault.message : "unreadable");
  }
  if (!isSame(again, bytes)) broken("NOT_CANONICAL", "written in another way");
  return message;
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

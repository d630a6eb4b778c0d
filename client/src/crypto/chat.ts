// What is said inside the group, each word a JSON object in one MLS application message.
import { type Bytes, utf8 } from "../dossier/bytes.ts";
import { digest } from "../dossier/values.ts";
import { oneOf, ProtocolError, type Read, shape, text, whole } from "../protocol/reader.ts";

export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
export const MAX_TEXT = 4_000;

export interface TextWord {
  t: "text";
  /** The author's own; new for each word. */
  id: string;
  text: string;
  /** Milliseconds since 1970 by the author's clock. */
  at: number;
}

/** A document that lies with the node as ciphertext. */
export interface FileWord {
  t: "file";
  id: string;
  /** What the node calls it. */
  blob: string;
  /** AES-256 key, base64url. */
  key: string;
  name: string;
  /** Media type, or empty. */
  type: string;
  size: number;
  /** {@link Digest} of what it holds. */
  digest: string;
  at: number;
}

/** "I am in this epoch." */
export interface HereWord {
  t: "here";
  epoch: number;
}

export type Word = TextWord | FileWord | HereWord;

const MAX_BYTES = 24_000;
const MAX_NAME = 255;
/** Control characters, and those that make text read in another order than it is written. */
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const NOT_A_NAME = /[\t\n/\\]/;
const TYPE = /^([a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63})?$/;

function matching(most: number, least: number, ok: (found: string) => boolean): Read<string> {
  const sized = text(most, least);
  return (value, place) => {
    const found = sized(value, place);
    return ok(found) ? found : fail(place);
  };
}

function fail(place: string): never {
  throw new ProtocolError(`${place}: not as it is written`);
}

const time = whole(0, Number.MAX_SAFE_INTEGER);
const id = matching(40, 1, (found) => /^[A-Za-z0-9_-]+$/.test(found));
const bytes32: Read<string> = (value, place) => digest(text(43, 43)(value, place));

const readers: { [T in Word["t"]]: Read<Extract<Word, { t: T }>> } = {
  text: shape({ t: oneOf("text"), id, text: matching(MAX_TEXT, 1, (found) => !UNSEEN.test(found)), at: time }),
  file: shape({
    t: oneOf("file"),
    id,
    blob: matching(64, 1, (found) => /^[A-Za-z0-9_-]+$/.test(found)),
    key: bytes32,
    name: matching(MAX_NAME, 1, (found) => !UNSEEN.test(found) && !NOT_A_NAME.test(found)),
    type: matching(130, 0, (found) => TYPE.test(found)),
    size: whole(0, MAX_DOCUMENT_BYTES),
    digest: bytes32,
    at: time,
  }),
  here: shape({ t: oneOf("here"), epoch: time }),
};

export function writeWord(word: Word): Bytes {
  return utf8(JSON.stringify(word));
}

/** The word that these bytes are, as its author could have written it. */
export function readWord(bytes: Uint8Array): Word {
  if (bytes.length > MAX_BYTES) fail("word");
  let value: { t?: unknown } | null;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as { t?: unknown } | null;
  } catch {
    fail("word");
  }
  const kind = value?.t;
  if (typeof kind !== "string" || !Object.hasOwn(readers, kind)) fail("t");
  return readers[kind as Word["t"]](value, "");
}

/** What somebody typed, as a word may carry it: without what nobody would see; cut where it is too long. */
export function plainText(typed: string): string {
  return [...typed.replaceAll("\r\n", "\n")].filter((character) => !UNSEEN.test(character)).join("").slice(0, MAX_TEXT).toWellFormed();
}

/** A file's name as a word may carry it. */
export function plainName(name: string): string {
  const plain = [...name].filter((character) => !UNSEEN.test(character)).join("").replaceAll(/[\t\n/\\]/g, "_");
  return plain.slice(-MAX_NAME).toWellFormed() || "_";
}

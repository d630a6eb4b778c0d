// An exported dossier, section 7 of PROTOCOL.md.
import { type Bytes, decode } from "./bytes.ts";
import { type Json, parseObject } from "./json.ts";
import { listOf, read, stringOf } from "./members.ts";
import { refuse } from "./refusal.ts";
import { bodyDigest } from "./signatures.ts";
import { digest, nonce } from "./values.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_ENTRIES = 100_000;
const MAX_CONTENT = 262_144;

/** A text beside the log. */
export interface Body {
  salt: Bytes;
  content: string;
}

export interface DossierFile {
  talk: string;
  /** Each chain's entries as stored, the chains in the order of their names. */
  chains: Map<string, string[]>;
  bodies: Map<string, Body>;
}

export function readFile(bytes: Uint8Array): DossierFile {
  return read(parseObject(bytes, MAX_BYTES), (m) => {
    if (m.string("format") !== "parley-dossier" || m.integer("v") !== 1) refuse("NOT_A_DOSSIER", "format or version");
    return { talk: m.string("talk", nonce), chains: m.map("chains", digest, entries), bodies: m.map("bodies", digest, body) };
  });
}

/** Checks that every body is the one that its digest names. */
export async function checkBodies(bodies: Map<string, Body>): Promise<void> {
  const wrong = await Promise.all([...bodies].map(async ([name, { salt, content }]) => (await bodyDigest(salt, content)) !== name));
  if (wrong.includes(true)) refuse("BODY_MISMATCH", "a body is not the one that its digest names");
}

function entries(json: Json): string[] {
  const all = listOf(json, stringOf);
  return all.length <= MAX_ENTRIES ? all : refuse("TOO_LARGE", `${all.length} entries`);
}

function body(json: Json): Body {
  return read(json, (m) => {
    const salt = decode(m.string("salt"), 43);
    const content = m.string("content");
    if (salt.length !== 32) refuse("VALUE_INVALID", "salt of 32 bytes expected");
    if (content.length > MAX_CONTENT) refuse("TOO_LARGE", `body of ${content.length} characters`);
    return { salt, content };
  });
}

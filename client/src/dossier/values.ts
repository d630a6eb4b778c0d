// The small values of PROTOCOL.md sections 1 and 2: each function gives back the text it was given, or refuses it.
import { decode } from "./bytes.ts";
import { isPublicKey } from "./edwards.ts";
import { type Json } from "./json.ts";
import { mapOf, stringOf } from "./members.ts";
import { refuse } from "./refusal.ts";

/** 32 bytes as canonical base64url: a hash, the name of a delegation, or a key. */
const OF_32_BYTES = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const OF_16_BYTES = /^[A-Za-z0-9_-]{21}[AQgw]$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const PERSON = /^[a-z0-9][a-z0-9-]{0,39}$/;
const LABEL = /^[A-Za-z0-9_-]{1,40}$/;
const MATTER =
  /^(time|format|participants|languages|room|(agenda|statement)\/[A-Za-z0-9_-]{1,40}|disclosure\/(existence|date|format|participants|item\/[A-Za-z0-9_-]{1,40}))$/;
const ZONE = /^[A-Za-z][A-Za-z0-9~/._+-]+$/;
const BLANK = /^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;

const MAX_LANGUAGES = 12;
const MAX_TEXT = 20_000;

export const ROLES = ["principal", "negotiator", "spokesperson", "interpreter", "note-taker", "technician", "listener"] as const;
export type Role = (typeof ROLES)[number];

function formed(form: RegExp, length: number, what: string): (text: string) => string {
  return (text) => {
    if (text.length > length) refuse("TOO_LARGE", `${what} of ${text.length} characters`);
    return form.test(text) ? text : refuse("VALUE_INVALID", what);
  };
}

function shaped(form: RegExp, what: string): (text: string) => string {
  return (text) => (form.test(text) ? text : refuse("VALUE_INVALID", what));
}

export const digest = formed(OF_32_BYTES, 43, "digest, id or key of 32 bytes");

const publicKeys = new Set<string>();

/** An Ed25519 public key of prime order. */
export function publicKey(x: string): string {
  if (!publicKeys.has(digest(x)) && !isPublicKey(decode(x, 43))) refuse("VALUE_INVALID", "Ed25519 key expected");
  publicKeys.add(x);
  return x;
}

export const nonce = formed(OF_16_BYTES, 22, "id or nonce of 16 bytes");
export const personId = shaped(PERSON, "person id");
export const label = shaped(LABEL, "item or package id");
export const matter = shaped(MATTER, "matter");
export const languageTag = shaped(LANGUAGE, "language tag");

export function oneOf<const W extends string>(what: string, words: readonly W[]): (text: string) => W {
  return (text) => words.find((word) => word === text) ?? refuse("VALUE_INVALID", what);
}

export const role = oneOf("role", ROLES);

/** Language tags: at least one, none twice. */
export function languages(tags: string[]): string[] {
  tags.forEach(languageTag);
  if (tags.length === 0 || tags.length > MAX_LANGUAGES || new Set(tags).size < tags.length) refuse("VALUE_INVALID", "languages");
  return tags;
}

/** One text in several languages. */
export function texts(json: Json): Map<string, string> {
  const all = mapOf(json, (tag) => tag, stringOf);
  if (all.size === 0 || all.size > MAX_LANGUAGES) refuse("VALUE_INVALID", `a text needs one to ${MAX_LANGUAGES} languages`);
  for (const [tag, text] of all) {
    languageTag(tag);
    if (BLANK.test(text)) refuse("VALUE_INVALID", "an empty text");
    if (text.length > MAX_TEXT) refuse("TOO_LARGE", `a text of ${text.length} characters`);
  }
  return all;
}

const known = new Map<string, boolean>();

/** A name of the IANA time zone database, as far as this browser knows it. */
export function zone(name: string): string {
  let good = known.get(name);
  if (good === undefined) {
    good = isZone(name);
    known.set(name, good);
  }
  return good ? name : refuse("VALUE_INVALID", "zone");
}

function isZone(name: string): boolean {
  if (!ZONE.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

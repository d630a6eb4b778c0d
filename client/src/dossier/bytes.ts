// Canonical base64url without padding (RFC 4648 section 5), and text as bytes.
import { refuse } from "./refusal.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128).fill(255);
for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

const ENCODER = new TextEncoder();

/** Bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The value of one character; 255 if it is none of the alphabet. */
function sextet(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? 255;
}

/** The bytes of a canonical text of at most `limit` characters. */
export function decode(text: string, limit: number): Bytes {
  if (text.length > limit) refuse("TOO_LARGE", `base64url of ${text.length} characters`);
  const rest = text.length % 4;
  if (rest === 1) refuse("VALUE_INVALID", "not base64url");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let out = 0;
  let invalid = 0;
  for (let i = 0; i < text.length; i += 4) {
    const left = text.length - i;
    const a = sextet(text, i);
    const b = sextet(text, i + 1);
    const c = left > 2 ? sextet(text, i + 2) : 0;
    const d = left > 3 ? sextet(text, i + 3) : 0;
    invalid |= a | b | c | d;
    bytes[out++] = (a << 2) | (b >> 4);
    if (left > 2) bytes[out++] = (b << 4) | (c >> 2);
    else invalid |= (b & 15) << 8;
    if (left > 3) bytes[out++] = (c << 6) | d;
    else if (left > 2) invalid |= (c & 3) << 8;
  }
  if (invalid > 63) refuse("VALUE_INVALID", "not canonical base64url");
  return bytes;
}

export function encode(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] ?? 0;
    const b = bytes[i + 1] ?? 0;
    const c = bytes[i + 2] ?? 0;
    text += ALPHABET.charAt(a >> 2) + ALPHABET.charAt(((a & 3) << 4) | (b >> 4));
    if (i + 1 < bytes.length) text += ALPHABET.charAt(((b & 15) << 2) | (c >> 6));
    if (i + 2 < bytes.length) text += ALPHABET.charAt(c & 63);
  }
  return text;
}

export function utf8(text: string): Bytes {
  return ENCODER.encode(text);
}

/** The bytes as a big-endian number. */
export function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

export function concat(a: Uint8Array, b: Uint8Array): Bytes {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

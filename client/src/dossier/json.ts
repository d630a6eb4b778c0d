// Reads I-JSON (RFC 7493) and nothing else, as PROTOCOL.md section 1 has it: no member twice, no lone surrogates or
// noncharacters, no null, no fractions, integers within 2^53, a limited depth. JSON.parse forgives all of these.
import { refuse } from "./refusal.ts";

export type Json = string | number | boolean | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

const MAX_DEPTH = 12;
const MAX_NAME = 200;
const MAX_STRING = 524_288;
/** Longer runs of digits are no number at all; shorter ones that do not fit are a wrong value. */
const MAX_DIGITS = 20;
/** What a string of plain ASCII has none of: such strings, nearly all of them, need no second look. */
const NOT_PLAIN = /[^\x20-\x5b\x5d-\x7e]/;
const NUMBER = /-?(0|[1-9][0-9]*)/y;
const ESCAPES: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const NOT_INTERCHANGEABLE = /[\u{fdd0}-\u{fdef}]|[\u{d800}-\u{dfff}]|[\u{fffe}\u{ffff}\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u;

function malformed(detail: string): never {
  return refuse("NOT_JSON", detail);
}

/** The object that these bytes write, at most `limit` of them. */
export function parseObject(bytes: Uint8Array, limit: number): JsonObject {
  if (bytes.length > limit) refuse("TOO_LARGE", `${bytes.length} bytes of JSON`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    malformed("not UTF-8");
  }
  return new Parser(text).only();
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  only(): JsonObject {
    this.space();
    if (this.text[this.at] !== "{") malformed("an object expected");
    const object = this.object(1);
    this.space();
    if (this.at < this.text.length) malformed("something follows the object");
    return object;
  }

  private space(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
      this.at++;
    }
  }

  /** Passes over this character, if it is the next after white space. */
  private takes(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private object(depth: number): JsonObject {
    this.at++;
    const members: JsonObject = new Map();
    if (this.takes("}")) return members;
    do {
      this.space();
      if (this.text[this.at] !== '"') malformed("a name expected");
      const name = this.string(MAX_NAME);
      if (!this.takes(":")) malformed("a colon expected");
      const value = this.value(depth);
      if (members.has(name)) refuse("DUPLICATE_MEMBER", name);
      members.set(name, value);
    } while (this.takes(","));
    if (!this.takes("}")) malformed("an object does not end");
    return members;
  }

  private array(depth: number): Json[] {
    this.at++;
    const items: Json[] = [];
    if (this.takes("]")) return items;
    do items.push(this.value(depth)); while (this.takes(","));
    if (!this.takes("]")) malformed("an array does not end");
    return items;
  }

  private value(depth: number): Json {
    this.space();
    const first = this.text[this.at];
    if (first === undefined) malformed("a value expected");
    const number = first === "-" || (first >= "0" && first <= "9") ? this.digits() : "";
    const word = number === "" && !'"{['.includes(first) ? this.word() : undefined;
    if (depth >= MAX_DEPTH) refuse("TOO_LARGE", `nested deeper than ${MAX_DEPTH}`);
    if (number !== "") return integer(number);
    if (word !== undefined) return word;
    if (first === '"') return this.string(MAX_STRING);
    return first === "{" ? this.object(depth + 1) : this.array(depth + 1);
  }

  private word(): boolean {
    for (const word of ["true", "false"]) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return word === "true";
      }
    }
    return malformed("null, or no value");
  }

  private digits(): string {
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0] ?? malformed("a number expected");
    this.at += number.length;
    const next = this.text[this.at] ?? "";
    if (/[0-9.eE]/.test(next) || number.replace("-", "").length > MAX_DIGITS) malformed("a fraction, or too many digits");
    return number;
  }

  private string(limit: number): string {
    const end = this.text.indexOf('"', ++this.at);
    let read = end < 0 ? "" : this.text.slice(this.at, end);
    if (end < 0 || NOT_PLAIN.test(read)) read = this.escaped();
    else this.at = end + 1;
    if (read.length > limit) malformed(`a string of ${read.length} characters`);
    return read;
  }

  private escaped(): string {
    let read = "";
    let from = this.at;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === 0x22) break;
      if (c === 0x5c) {
        read += this.text.slice(from, this.at) + this.escape();
        from = this.at;
      } else if (c >= 0x20) {
        this.at++;
      } else {
        malformed("a string does not end, or holds a control character");
      }
    }
    read += this.text.slice(from, this.at++);
    if (NOT_INTERCHANGEABLE.test(read)) malformed("lone surrogate or noncharacter");
    return read;
  }

  private escape(): string {
    const c = this.text[this.at + 1] ?? "";
    if (c === "u") {
      const hex = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) malformed("an escape");
      this.at += 6;
      return String.fromCharCode(parseInt(hex, 16));
    }
    this.at += 2;
    return ESCAPES[c] ?? malformed("an escape");
  }
}

function integer(text: string): number {
  const value = Number(text);
  if (text === "-0" || !Number.isSafeInteger(value)) refuse("VALUE_INVALID", "integer beyond 2^53");
  return value;
}

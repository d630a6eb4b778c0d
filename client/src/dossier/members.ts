// Takes the members of an object one by one, and refuses what nobody asked for.
import type { Json, JsonObject } from "./json.ts";
import { refuse } from "./refusal.ts";

/** Years 1970 to 9999. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

/** Reads an object: every member of it must be taken by the reader. */
export function read<T>(json: Json, reader: (members: Members) => T): T {
  const members = new Members(objectOf(json));
  const value = reader(members);
  members.nothingElse();
  return value;
}

export function stringOf(json: Json): string {
  return typeof json === "string" ? json : refuse("VALUE_INVALID", "a string expected");
}

export function listOf<T>(json: Json, reader: (item: Json) => T): T[] {
  return Array.isArray(json) ? json.map(reader) : refuse("VALUE_INVALID", "an array expected");
}

/** A map in the order of its keys, which is the same for every writer. */
export function mapOf<T>(json: Json, key: (name: string) => string, value: (json: Json) => T): Map<string, T> {
  const entries = [...objectOf(json)].map(([name, each]): [string, T] => [key(name), value(each)]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Milliseconds since 1970 of a UTC time in its one form. */
export function instantOf(text: string): number {
  const millis = TIME.test(text) ? Date.parse(text) : NaN;
  if (!(millis >= 0 && millis <= LATEST) || timeText(millis) !== text) refuse("VALUE_INVALID", "time");
  return millis;
}

export function timeText(millis: number): string {
  return new Date(millis).toISOString().replace(".000Z", "Z");
}

function objectOf(json: Json): JsonObject {
  return json instanceof Map ? json : refuse("VALUE_INVALID", "an object expected");
}

export class Members {
  private readonly taken = new Set<string>();

  constructor(private readonly members: JsonObject) {}

  nothingElse(): void {
    for (const name of this.members.keys()) if (!this.taken.has(name)) refuse("MEMBER_UNKNOWN", name);
  }

  optional(name: string): Json | undefined {
    this.taken.add(name);
    return this.members.get(name);
  }

  json(name: string): Json {
    return this.optional(name) ?? refuse("MEMBER_MISSING", name);
  }

  string(name: string): string;
  string<T>(name: string, reader: (text: string) => T): T;
  string<T>(name: string, reader?: (text: string) => T): T | string {
    const text = stringOf(this.json(name));
    return reader === undefined ? text : reader(text);
  }

  optionalString<T>(name: string, reader: (text: string) => T): T | undefined {
    const json = this.optional(name);
    return json === undefined ? undefined : reader(stringOf(json));
  }

  integer(name: string): number {
    const value = this.json(name);
    return typeof value === "number" ? value : refuse("VALUE_INVALID", `${name}: an integer expected`);
  }

  within(name: string, least: number, most: number): number {
    const value = this.integer(name);
    return value >= least && value <= most ? value : refuse("VALUE_INVALID", `${name} must be ${least} to ${most}`);
  }

  flag(name: string): boolean {
    const value = this.json(name);
    return typeof value === "boolean" ? value : refuse("VALUE_INVALID", `${name}: true or false expected`);
  }

  list<T>(name: string, reader: (item: Json) => T): T[] {
    return listOf(this.json(name), reader);
  }

  /** Strings of which none appears twice, at most so many. */
  strings(name: string, reader: (text: string) => string, most: number): string[] {
    const all = this.list(name, (item) => reader(stringOf(item)));
    if (all.length > most || new Set(all).size < all.length) refuse("VALUE_INVALID", `${name} is too long or repeats itself`);
    return all;
  }

  map<T>(name: string, key: (name: string) => string, value: (json: Json) => T): Map<string, T> {
    return mapOf(this.json(name), key, value);
  }
}

// Strict readers for data that came over a wire: what is not exactly as expected is an error with its place.

/** Data that does not follow the protocol. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** Turns unknown data into a T, or throws a ProtocolError that names the place. */
export type Read<T> = (value: unknown, place: string) => T;

function fail(place: string, wanted: string): never {
  throw new ProtocolError(`${place || "message"}: ${wanted} expected`);
}

/** Text of at least `least` and at most `most` UTF-16 units. */
export function text(most: number, least = 0): Read<string> {
  return (value, place) =>
    typeof value === "string" && value.length >= least && value.length <= most
      ? value
      : fail(place, `text of ${least} to ${most} characters`);
}

/** A whole number within a range, both ends included. */
export function whole(least: number, most: number): Read<number> {
  return (value, place) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : fail(place, `a whole number from ${least} to ${most}`);
}

/** Any finite number within a range. */
export function number(least: number, most: number): Read<number> {
  return (value, place) =>
    typeof value === "number" && value >= least && value <= most ? value : fail(place, `a number from ${least} to ${most}`);
}

export const flag: Read<boolean> = (value, place) => (typeof value === "boolean" ? value : fail(place, "true or false"));

/** One of the given words. */
export function oneOf<const W extends string>(...words: W[]): Read<W> {
  return (value, place) => words.find((word) => word === value) ?? fail(place, words.join(" or "));
}

/** A list of at most `most` values. */
export function list<T>(read: Read<T>, most: number): Read<T[]> {
  return (value, place) =>
    Array.isArray(value) && value.length <= most
      ? value.map((each, index) => read(each, `${place}[${index}]`))
      : fail(place, `a list of at most ${most}`);
}

/** An object with exactly the given members. */
export function shape<T>(members: { [K in keyof T]: Read<T[K]> }): Read<T> {
  return (value, place) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) fail(place, "an object");
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(members, key));
    if (unknown !== undefined) fail(`${place}.${unknown}`, "no such member");
    const read: Partial<T> = {};
    for (const key in members) {
      read[key] = members[key]((value as Record<string, unknown>)[key], place ? `${place}.${key}` : key);
    }
    return read as T;
  };
}

/** An object with text values, such as words by their key. */
export const words: Read<Record<string, string>> = (value, place) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(place, "an object");
  const all = Object.entries(value);
  for (const [key, word] of all) text(2_000)(word, `${place}.${key}`);
  return value as Record<string, string>;
};

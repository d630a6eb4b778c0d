// What people read to each other: the code of the keys that all else hangs from, and the mark of one epoch's keys. The
// digits and the lists of words are those of the fingerprints: section 9 of PROTOCOL.md.
import english from "../../../dossier/src/main/resources/parley/dossier/model/words_en.txt";
import russian from "../../../dossier/src/main/resources/parley/dossier/model/words_ru.txt";
import type { Anchors } from "../dossier/admission.ts";
import { numberOf, utf8 } from "../dossier/bytes.ts";
import { hash } from "../dossier/signatures.ts";
import type { Code } from "../protocol/keeper.ts";

const LISTS = { en: listOf(english), ru: listOf(russian) };

/** Thirty digits in six groups, or ten words: about 100 bits either way. */
export async function identityCode(anchors: Anchors): Promise<Code> {
  const number = numberOf(await hash(utf8(`parley identity\n${canonical(anchors)}`)));
  const digits = places(number, 100_000, 6).map((group) => `${group}`.padStart(5, "0")).join(" ");
  return { digits, words: wordsOf(number, 10) };
}

/** Four digits, and two words, of what only those in one epoch of one group can export. */
export function sameKeysMark(secret: Uint8Array): Code {
  const number = numberOf(secret);
  return { digits: `${number % 10_000n}`.padStart(4, "0"), words: wordsOf(number / 10_000n, 2) };
}

/** The anchors as everybody writes them: sorted, and the members of objects in the order of their names. */
function canonical({ keys, devices }: Anchors): string {
  return JSON.stringify({
    devices: devices.map(({ chain, person, device }) => ({ chain, device, person })).sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    keys: Object.fromEntries([...keys].sort(([a], [b]) => (a < b ? -1 : 1))),
  });
}

function order({ chain, person, device }: { chain: string; person: string; device: string }): string {
  return `${chain} ${person} ${device}`;
}

function wordsOf(number: bigint, count: number): Code["words"] {
  return Object.fromEntries(Object.entries(LISTS).map(([language, list]) =>
    [language, places(number, list.length, count).map((place) => list[place] ?? "")]));
}

/** The lowest places of the number to this base, the lowest first. */
function places(number: bigint, base: number, count: number): number[] {
  const found: number[] = [];
  for (let rest = number; found.length < count; rest /= BigInt(base)) found.push(Number(rest % BigInt(base)));
  return found;
}

function listOf(text: string): string[] {
  return text.trimEnd().split("\n");
}

// The committed dossiers, and what a verifier must say of them, in the words of their indexes.
import { readFileSync } from "node:fs";
import { readFile } from "../src/dossier/file.ts";
import { prepare } from "../src/dossier/log.ts";
import { timeText } from "../src/dossier/members.ts";
import { Refusal } from "../src/dossier/refusal.ts";
import type { Verdict } from "../src/dossier/verifier.ts";

const ROOT = "../docs/vectors";

/** The lines of an index, as cells. */
export function index(folder: string, name = "expected"): string[][] {
  return readFileSync(`${ROOT}/${folder}/${name}.tsv`, "utf8").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

export function file(folder: string, name: string): Uint8Array {
  return readFileSync(`${ROOT}/${folder}/${name}.json`);
}

/** The verdict as the vectors have it. */
export function inWords(verdict: Verdict): string {
  return verdict.holds ? "HOLDS  0" : `${verdict.reason} ${verdict.chain ?? ""} ${verdict.seq}`;
}

/** The state as the index of talks has it. */
export function stateInWords(verdict: Verdict): [what: string, value: string][] {
  if (!verdict.holds) return [["fails", inWords(verdict)]];
  const { proposals, parties, closed } = verdict.state;
  const lines = [...proposals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { matter, standing, inForceBy }]): [string, string] => {
    const since = inForceBy === undefined ? "" : ` ${timeText(inForceBy)}`;
    return [id, `${matter} ${standing}${since}`];
  });
  return [["closed", `${closed}`], ["heads", [...verdict.heads].map(([chain, { seq }]) => `${chain}:${seq}`).join(" ")], ["parties", parties.join(" ")], ...lines];
}

/** The entries of a file in an order in which each can be admitted. */
export async function inOrder(bytes: Uint8Array): Promise<string[]> {
  const { chains } = readFile(bytes);
  const waiting = (await Promise.all([...chains.values()].flat().map(async (jws) => ({ jws, entry: await prepare(jws) }))))
    .flatMap(({ jws, entry }) => (entry instanceof Refusal ? [] : [{ jws, entry }]));
  const here = new Set<string>();
  const ordered: string[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ entry }) =>
      (entry.previous === undefined || here.has(entry.previous)) && [...entry.seen.values()].every(({ hash }) => here.has(hash)));
    const [{ jws, entry }] = waiting.splice(next, 1) as [(typeof waiting)[number]];
    here.add(entry.hash);
    ordered.push(jws);
  }
  return ordered;
}

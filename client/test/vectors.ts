// The committed dossiers, and what a verifier must say of them, in the words of their indexes.
import { readFileSync } from "node:fs";
import { timeText } from "../src/dossier/members.ts";
import type { Verdict } from "../src/dossier/verifier.ts";

const ROOT = "../docs/vectors";

/** The lines of an index, as cells. */
export function index(folder: string): string[][] {
  return readFileSync(`${ROOT}/${folder}/expected.tsv`, "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
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
  return [["closed", `${closed}`], ["parties", parties.join(" ")], ...lines];
}

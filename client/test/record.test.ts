import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { further, shortfall } from "../src/dossier/heads.ts";
import { type Outcome, type Shown, Telling } from "../src/record/outcome.ts";
import type { Checked, Report } from "../src/record/report.ts";
import { Words } from "../src/view/words.ts";

const heads = (...each: [string, number][]): Map<string, { seq: number; hash: string }> => new Map(each.map(([chain, seq]) => [chain, { seq, hash: `${chain}${seq}` }]));
const at = (now: Map<string, { seq: number }>) => (chain: string, seq: number): string | undefined => (seq <= (now.get(chain)?.seq ?? 0) ? `${chain}${seq}` : undefined);

test("less than what was seen is found, more is not complained of", () => {
  const seen = heads(["n", 5], ["s", 7]);
  const less = heads(["n", 5], ["s", 6]);
  assert.equal(shortfall(seen, heads(["n", 6], ["s", 7]), at(heads(["n", 6], ["s", 7]))), undefined);
  assert.deepEqual(shortfall(seen, less, at(less)), { kind: "less", chain: "s", seen: 7, shown: 6 });
  assert.deepEqual(shortfall(seen, heads(["n", 5]), at(heads(["n", 5]))), { kind: "less", chain: "s", seen: 7, shown: 0 });
  assert.deepEqual(shortfall(seen, seen, () => "another"), { kind: "other", chain: "n", seen: 5, shown: 5 });
});

test("what was seen only grows, and never by a branch that contradicts it", () => {
  const seen = heads(["n", 5]);
  assert.deepEqual(further(seen, heads(["n", 3], ["s", 1]), at(heads(["n", 3], ["s", 1]))), heads(["n", 5], ["s", 1]));
  assert.deepEqual(further(seen, heads(["n", 9]), at(heads(["n", 9]))), heads(["n", 9]));
  assert.deepEqual(further(seen, heads(["n", 9]), () => "another"), seen);
});

function bundle(language: string): Record<string, string> {
  const read = (name: string): [string, string][] =>
    readFileSync(`../node/src/main/resources/messages/${name}_${language}.properties`, "utf8").split("\n").filter((line) => line.includes("="))
      .map((line): [string, string] => [line.slice(0, line.indexOf("=")).replace("verify.reason", "check.reason"), line.slice(line.indexOf("=") + 1)]);
  return Object.fromEntries([...read("check"), ...read("verify")]);
}

const good: Checked = { kind: "holds", entries: 214, heads: [["n", { seq: 110, hash: "" }]], inForce: [], closed: false, demo: true, page: "same", remembers: false };
const reports: [Report, Shown][] = [
  [good, "same"], [{ ...good, closed: true, entries: 1 }, "same"], [good, "older"], [good, "other"], [{ kind: "unable" }, "same"], [{ kind: "unread" }, "same"],
  [{ kind: "progress", done: 1.5, total: 9 }, "same"], [{ kind: "fails", reason: "SIGNATURE_INVALID", chain: "n", seq: 3 }, "same"],
  [{ kind: "fails", reason: "ROTATION_NOT_ACCEPTED", chain: "unknown-chain", seq: 3 }, "same"], [{ kind: "fails", reason: "NOT_JSON", seq: 0 }, "same"],
  [{ ...good, shortfall: { kind: "less", chain: "n", seen: 7, shown: 6 } }, "same"], [{ ...good, shortfall: { kind: "other", chain: "n", seen: 7, shown: 7 } }, "other"],
];

test("has words for everything it can find, in every language, with nothing left to fill in", () => {
  for (const language of ["en", "ru"]) {
    const telling = new Telling(new Words(bundle(language), "check"), { n: "Norland" }, new Intl.PluralRules(language));
    for (const [report, shown] of reports) {
      const outcome: Outcome = telling.of(report, shown);
      for (const words of [outcome.text, ...(outcome.kind === "alarm" ? [outcome.title ?? "", outcome.advice ?? ""] : [])]) {
        assert.match(words, / /, JSON.stringify(outcome));
        assert.doesNotMatch(words, /[{}]|check\.|undefined/, words);
      }
    }
    assert.equal(telling.of(good, "same").kind, "quiet");
    assert.equal(telling.of({ ...good, shortfall: { kind: "less", chain: "n", seen: 7, shown: 6 } }, "same").kind, "alarm");
  }
});

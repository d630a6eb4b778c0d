import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { identityCode } from "../src/crypto/identity.ts";
import type { Admission, Unfit } from "../src/dossier/admission.ts";
import { Dossier } from "../src/dossier/dossier.ts";
import { readFile } from "../src/dossier/file.ts";
import { ROLES } from "../src/dossier/values.ts";
import { file, index, inOrder } from "./vectors.ts";

const LINES = index("state", "admission");
const TALKS = [...new Set(LINES.map(([name = ""]) => name))];
const PEOPLE = ["adviser", "principal", "spokesperson", "stranger", "technician"];

function linesOf(talk: string): { cut: string; what: string; value: string }[] {
  return LINES.filter(([name]) => name === talk).map(([, cut = "", what = "", value = ""]) => ({ cut, what, value }));
}

/** The heads of a cut, that names each chain's last entry by its number. */
function headsOf(cut: string, dossier: Dossier): Map<string, { seq: number; hash: string }> {
  return new Map(cut.split(" ").map((word) => {
    const [chain = "", seq = ""] = word.split(":");
    return [chain, { seq: Number(seq), hash: dossier.hashAt(chain, Number(seq)) ?? "" }];
  }));
}

function everyClaim(chains: string[], devices: string[]): { side: number; chain: string; person: string; device: string; role: string }[] {
  return chains.flatMap((chain, side) => PEOPLE.flatMap((person) => devices.flatMap((device) => ROLES.map((role) => ({ side, chain, person, device, role })))));
}

function words(what: string, at: Admission, chains: string[], devices: string[]): string {
  const found = (): string[] => {
    switch (what) {
      case "keys": return [...at.anchors().keys].map(([chain, key]) => `${chains.indexOf(chain)}/${key}`);
      case "inside": return chains.flatMap((chain, side) => (at.inside.get(chain) ?? []).map((person) => `${side}/${person}`));
      case "enter": return chains.flatMap((chain, side) => PEOPLE.filter((person) => at.mayEnter(chain, person)).map((person) => `${side}/${person}`));
      default: return everyClaim(chains, devices).filter((claim) => at.mayHold(claim)).map(({ side, person, device, role }) => [side, person, device, role].join("/"));
    }
  };
  return found().join(" ");
}

async function devicesOf(talk: string): Promise<string[]> {
  const payloads = [...readFile(file("state", talk)).chains.values()].flat().map((jws) => JSON.parse(`${Buffer.from(jws.split(".")[1] ?? "", "base64url")}`));
  const acts = payloads.map(({ act }) => JSON.parse(`${Buffer.from(act, "base64url")}`));
  return [...new Set(acts.filter(({ act }) => act === "admit-device").map(({ device }) => device as string))].sort();
}

test("says at every cut of every committed talk who may hold keys as the Java code does, and why not for every reason", async () => {
  const reasons = new Set<Unfit | undefined>();
  for (const talk of TALKS) {
    const dossier = await Dossier.read(file("state", talk));
    assert.ok(dossier instanceof Dossier);
    const devices = await devicesOf(talk);
    for (const { cut, what, value } of linesOf(talk)) {
      const heads = headsOf(cut, dossier);
      const at = dossier.at(heads);
      assert.ok(at !== undefined, `${talk} ${cut}`);
      assert.equal(words(what, at, [...heads.keys()], devices), value, `${talk} ${cut} ${what}`);
      if (what === "hold") everyClaim([...heads.keys()], devices).forEach((claim) => reasons.add(at.why(claim)));
    }
  }
  const expected = ["CLOSED", "PERSON_UNKNOWN", "ROLE_NOT_HERS", "DEVICE_UNKNOWN", "DEVICE_DISMISSED", "NOT_EXPECTED", "NOT_INSIDE", undefined];
  assert.deepEqual(reasons, new Set<Unfit | undefined>([...reasons, ...expected as Unfit[]]), "every reason occurs");
  assert.equal(reasons.size, expected.length);
});

test("a cut says the same to whoever has read no further and to whoever has read all", async () => {
  const [talk = ""] = TALKS;
  const all = await Dossier.read(file("state", talk));
  assert.ok(all instanceof Dossier);
  const growing = new Dossier(all.talk);
  const devices = await devicesOf(talk);
  let held = 0;
  for (const [count, entry] of (await inOrder(file("state", talk))).entries()) {
    await growing.extend([entry]);
    if (count % 7 !== 0) continue;
    const chains = [...growing.newest().keys()];
    const now = words("hold", growing.now(), chains, devices);
    const then = all.at(growing.newest());
    assert.ok(then !== undefined);
    assert.equal(words("hold", then, chains, devices), now);
    assert.deepEqual(then.anchors(), growing.now().anchors());
    held += now.split(" ").length - 1;
  }
  assert.ok(held > 0, "control: somebody holds keys");
});

test("the format's example of an identity code is the one that browsers compute", async () => {
  const dossier = await Dossier.read(file("state", "room-1"));
  assert.ok(dossier instanceof Dossier);
  const { digits, words } = await identityCode(dossier.now().anchors());
  const format = readFileSync("../docs/PROTOCOL.md", "utf8");
  for (const form of [digits, ...Object.values(words).map((list) => list.join(" "))]) assert.ok(format.includes(`\`${form}\``), form);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Verifier } from "../src/dossier/verifier.ts";
import { file, index, inWords, stateInWords } from "./vectors.ts";

test("gives every committed vector the verdict that the Java verifier gives", async () => {
  const vectors = index("dossier");
  const expected = vectors.map(([name, reason, chain, seq]) => `${name}: ${reason} ${chain} ${seq}`);
  const found = await Promise.all(vectors.map(async ([name = ""]) => `${name}: ${inWords(await new Verifier().verify(file("dossier", name)))}`));
  assert.deepEqual(found, expected);
  assert.ok(found.some((each) => each.includes("HOLDS")) && found.length > 50, "both kinds are there");
});

test("computes the state of every committed talk as the Java code does", async () => {
  const expected = index("state");
  const found: string[][] = [];
  for (const name of new Set(expected.map(([name = ""]) => name))) {
    const verdict = await new Verifier().verify(file("state", name));
    found.push(...stateInWords(verdict).map(([what, value]) => [name, what, value]));
  }
  assert.deepEqual(found, expected);
});

test("a flipped byte anywhere in an entry is found", async () => {
  const good = Buffer.from(file("dossier", "valid-agreed-and-closed"));
  const from = good.indexOf('"chains"');
  const to = good.indexOf('"bodies"');
  assert.ok((await new Verifier().verify(good)).holds, "control: untouched it holds");
  for (let at = from + 60; at < to; at += 1499) {
    const flipped = Buffer.from(good);
    flipped[at] = flipped[at] === 0x41 ? 0x42 : 0x41;
    if (flipped[at] === good[at]) continue;
    assert.equal((await new Verifier().verify(flipped)).holds, false, `byte ${at}`);
  }
});

test("a longer export costs only what is new, and a changed past is found", async () => {
  const whole = JSON.parse(Buffer.from(file("state", "closed")).toString());
  const chains = Object.keys(whole.chains);
  const cut = structuredClone(whole);
  for (const chain of chains) cut.chains[chain].splice(-1);
  const bytes = (json: unknown): Uint8Array => Buffer.from(JSON.stringify(json));
  const verifier = new Verifier();
  assert.ok((await verifier.verify(bytes(cut))).holds);
  const grown = await verifier.verify(bytes(whole));
  assert.deepEqual(stateInWords(grown), stateInWords(await new Verifier().verify(bytes(whole))));
  const forged = structuredClone(whole);
  forged.chains[chains[0]!][1] = forged.chains[chains[0]!][1].replace(/.$/, "A");
  assert.deepEqual(inWords(await verifier.verify(bytes(forged))), inWords(await new Verifier().verify(bytes(forged))));
  assert.ok((await verifier.verify(bytes(whole))).holds, "and it recovers");
});

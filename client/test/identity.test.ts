import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, changes } from "../src/call/verdict.ts";
import { identityCode, sameKeysMark } from "../src/crypto/identity.ts";
import type { Anchors, LiveDevice } from "../src/dossier/admission.ts";

const KEYS: [string, string][] = [["norland", "key-n"], ["sudria", "key-s"], ["westmark", "key-w"]];
const DEVICES: LiveDevice[] = [
  { chain: "norland", person: "president", device: "laptop" },
  { chain: "norland", person: "president", device: "telephone" },
  { chain: "sudria", person: "minister", device: "laptop" },
];

function anchors(keys: [string, string][] = KEYS, devices: LiveDevice[] = DEVICES): Anchors {
  return { keys: new Map(keys), devices };
}

/** Everything that differs from the anchors in one thing. */
function others(): Anchors[] {
  return [
    ...KEYS.map((_, i) => anchors(KEYS.toSpliced(i, 1))),
    ...KEYS.map(([chain, key], i) => anchors(KEYS.with(i, [chain, `${key}2`]))),
    ...KEYS.map(([chain, key], i) => anchors(KEYS.with(i, [`${chain}2`, key]))),
    ...DEVICES.map((_, i) => anchors(KEYS, DEVICES.toSpliced(i, 1))),
    ...DEVICES.flatMap((each, i) => (["chain", "person", "device"] as const).map((part) =>
      anchors(KEYS, DEVICES.with(i, { ...each, [part]: `${each[part]}2` })))),
    anchors([...KEYS, ["ostmark", "key-o"]]),
    anchors(KEYS, [...DEVICES, { chain: "sudria", person: "minister", device: "tablet" }]),
  ];
}

test("the identity code is the same in whatever order its keys and devices come", async () => {
  const code = await identityCode(anchors());
  for (let turn = 1; turn < 6; turn++) {
    const turned = <T>(list: T[]): T[] => [...list.slice(turn % 3), ...list.slice(0, turn % 3)];
    const back = turn > 2;
    const other = anchors(back ? turned(KEYS).reverse() : turned(KEYS), back ? turned(DEVICES).reverse() : turned(DEVICES));
    assert.deepEqual(await identityCode(other), code);
  }
});

test("the identity code is another one when any key or device is", async () => {
  const all = await Promise.all([anchors(), ...others()].map(identityCode));
  assert.equal(new Set(all.map(({ digits }) => digits)).size, all.length);
  assert.equal(new Set(all.map(({ words }) => words["en"]?.join())).size, all.length);
});

test("it has thirty digits in six groups, and ten words of each language at the same places", async () => {
  const { digits, words } = await identityCode(anchors());
  assert.match(digits, /^\d{5}( \d{5}){5}$/);
  assert.match(words["en"]?.join(" ") ?? "", /^[a-z]+( [a-z]+){9}$/);
  assert.match(words["ru"]?.join(" ") ?? "", /^[а-яё]+( [а-яё]+){9}$/);
  // printf 'parley identity\n{"devices":[],"keys":{"a":"b"}}' | sha256sum, its number modulo 100000 and so on
  const known = await identityCode({ keys: new Map([["a", "b"]]), devices: [] });
  assert.equal(known.digits, "20865 15427 57439 62089 22555 15005");
});

test("the mark of an epoch's keys has four digits and two words, and another secret gives another", () => {
  const secrets = Array.from({ length: 200 }, (_, i) => new Uint8Array(32).fill(7).with(31 - (i % 4), i));
  const marks = secrets.map(sameKeysMark);
  for (const { digits, words } of marks) {
    assert.match(digits, /^\d{4}$/);
    assert.deepEqual(Object.values(words).map(({ length }) => length), [2, 2]);
  }
  assert.equal(new Set(marks.map((mark) => JSON.stringify(mark))).size, 200);
  assert.equal(sameKeysMark(new Uint8Array([4, 210])).digits, "1234");
});

test("a verdict holds for the code it was given on, and a change names whose key or device it is", async () => {
  const code = await identityCode(anchors());
  const compared = { anchors: anchors(), digits: code.digits, matches: true, at: 0 };
  assert.deepEqual(beside(code, anchors(), undefined), { ...code, changed: [] });
  assert.deepEqual(beside(code, anchors(), compared), { ...code, verdict: "matches", changed: [] });
  assert.equal(beside(code, anchors(), { ...compared, matches: false }).verdict, "differs");
  for (const other of others()) {
    const now = beside(await identityCode(other), other, compared);
    assert.equal(now.verdict, undefined);
    assert.ok(now.changed.length > 0);
  }
  const moved = anchors(KEYS.with(1, ["sudria", "new"]), DEVICES.with(0, { chain: "norland", person: "president", device: "tablet" }));
  assert.deepEqual(changes(anchors(), moved), [{ what: "key", chain: "sudria" }, { what: "device", chain: "norland", person: "president" }]);
});

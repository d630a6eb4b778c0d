import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ReplayWindow } from "../src/crypto/replay.ts";
import { FrameKey, readHeader, writeHeader } from "../src/crypto/sframe.ts";

const bytes = (hex: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (of: Uint8Array): string => Buffer.from(of).toString("hex");

// RFC 9605, appendix C.1: kid, counter, header.
const HEADERS = readFileSync("test/sframe-headers.tsv", "utf8").trimEnd().split("\n").map((line) => line.split("\t") as [string, string, string]);

// RFC 9605, appendix C.3, AES_128_GCM_SHA256_128.
const VECTOR = {
  kid: 0x123n,
  counter: 0x4567n,
  baseKey: "000102030405060708090a0b0c0d0e0f",
  metadata: "4945544620534672616d65205747",
  plain: "64726166742d696574662d736672616d652d656e63",
  sealed: "9901234567b7412c2513a1b66dbb48841bbaf17f598751176ad847681a69c6d0b091c07018ce4adb34eb",
};

test("writes and reads the headers of RFC 9605", () => {
  for (const [kid, counter, encoded] of HEADERS) {
    assert.equal(hex(writeHeader(BigInt(kid), BigInt(counter))), encoded);
    assert.deepEqual(readHeader(bytes(`${encoded}aabb`)), { kid: BigInt(kid), counter: BigInt(counter), length: encoded.length / 2 });
    for (let end = 0; end < encoded.length; end += 2) assert.equal(readHeader(bytes(encoded.slice(0, end))), undefined);
  }
});

test("every header says of itself how long it is", () => {
  for (let first = 0; first < 256; first++) {
    const header = readHeader(new Uint8Array(17).fill(0xab).with(0, first));
    assert.ok(header !== undefined && header.length >= 1 && header.length <= 17);
  }
});

test("seals and opens the frame of RFC 9605", async () => {
  const metadata = bytes(VECTOR.metadata);
  const sealing = await FrameKey.derive(bytes(VECTOR.baseKey), VECTOR.kid, "encrypt");
  const whole = await sealing.seal(VECTOR.counter, metadata, bytes(VECTOR.plain));
  assert.equal(hex(whole), VECTOR.metadata + VECTOR.sealed);
  const opening = await FrameKey.derive(bytes(VECTOR.baseKey), VECTOR.kid, "decrypt");
  const sealed = whole.subarray(metadata.length);
  assert.equal(hex((await opening.open(readHeader(sealed)!, metadata, sealed))!), VECTOR.plain);
});

test("opens nothing of which one bit is another, in the frame or in its metadata", async () => {
  const metadata = bytes(VECTOR.metadata);
  const sealed = bytes(VECTOR.sealed);
  const key = await FrameKey.derive(bytes(VECTOR.baseKey), VECTOR.kid, "decrypt");
  for (let bit = 0; bit < (metadata.length + sealed.length) * 8; bit++) {
    const changed = Buffer.concat([metadata, sealed]);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    const rest = new Uint8Array(changed.subarray(metadata.length));
    const header = readHeader(rest);
    if (header !== undefined) assert.equal(await key.open(header, changed.subarray(0, metadata.length), rest), undefined, `bit ${bit}`);
  }
  assert.ok(await key.open(readHeader(sealed)!, metadata, sealed), "and the frame as it was opens");
});

test("a window takes each of its counters once, in any order, and nothing older", () => {
  const window = new ReplayWindow();
  for (const counter of [0, 5, 3, 4]) assert.ok(window.note(counter));
  for (const counter of [0, 5, 3, 4]) assert.equal(window.note(counter), false);
  assert.ok(window.note(1_026));
  assert.equal(window.note(2), false, "too old to tell");
  assert.ok(window.note(1_025), "skipped, and not seen yet");
  assert.equal(window.note(5), false, "seen, at the window's edge");
  assert.ok(window.note(6));
  assert.ok(window.note(1_000_000));
  assert.equal(window.note(1_000_000 - 1_024), false);
  assert.ok(window.note(1_000_000 - 1_023));
});

test("a window agrees with a memory of everything", () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const window = new ReplayWindow();
  const seen = new Set<number>();
  let newest = -1;
  for (let i = 0; i < 50_000; i++) {
    const counter = Math.max(0, newest + random(40) - 30 - (random(20) === 0 ? random(1_500) : 0) + (random(500) === 0 ? 3_000 : 0));
    assert.equal(window.note(counter), !seen.has(counter) && counter > newest - 1_024, `${counter} with ${newest} as the newest`);
    if (counter > newest - 1_024) seen.add(counter);
    newest = Math.max(newest, counter);
  }
});

import assert from "node:assert/strict";
import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { test } from "node:test";
import { decode, encode } from "../src/dossier/bytes.ts";
import { coseKey } from "../src/dossier/cose.ts";
import { isPublicKey } from "../src/dossier/edwards.ts";
import { type Json, parseObject } from "../src/dossier/json.ts";
import { instantOf } from "../src/dossier/members.ts";
import { Refusal } from "../src/dossier/refusal.ts";
import { canVerify, rawEcdsa } from "../src/dossier/signatures.ts";
import { texts, zone } from "../src/dossier/values.ts";
import { file } from "./vectors.ts";

function reason(attempt: () => unknown): string {
  try {
    attempt();
    return "accepted";
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

const parse = (text: string): string => reason(() => parseObject(Buffer.from(text), 1_000_000));

test("accepts I-JSON and refuses what JSON.parse forgives", () => {
  for (const text of ["{}", ' {"a" : [1, -7, true, "x\\u00e9\\n"] }\n', '{"a":9007199254740991}', '{"😀":"\\ud83d\\ude00"}']) {
    assert.equal(parse(text), "accepted", text);
  }
  const refused: [string, string][] = [
    ['{"a":1,"a":1}', "DUPLICATE_MEMBER"], ['{"a":1,"\\u0061":1}', "DUPLICATE_MEMBER"],
    ['{"a":null}', "NOT_JSON"], ['{"a":1.0}', "NOT_JSON"], ['{"a":1e2}', "NOT_JSON"], ['{"a":01}', "NOT_JSON"], ['{"a":+1}', "NOT_JSON"],
    ['{"a":-0}', "VALUE_INVALID"], ['{"a":9007199254740992}', "VALUE_INVALID"], ['{"a":123456789012345678901}', "NOT_JSON"],
    ['{"a":"\\ud800"}', "NOT_JSON"], ['{"a":"\\uffff"}', "NOT_JSON"], ['{"a":"\u{1fffe}"}', "NOT_JSON"], ['{"a":"\t"}', "NOT_JSON"],
    ["\ufeff{}", "NOT_JSON"], ["[]", "NOT_JSON"], ["{} {}", "NOT_JSON"], ['{"a":1,}', "NOT_JSON"], ["{'a':1}", "NOT_JSON"], ["", "NOT_JSON"],
    [`{"a":${"[".repeat(11)}1${"]".repeat(11)}}`, "TOO_LARGE"], [`{"a":${"[".repeat(50_000)}`, "TOO_LARGE"],
  ];
  for (const [text, expected] of refused) assert.equal(parse(text), expected, text.slice(0, 40));
  assert.equal(reason(() => parseObject(new Uint8Array([0x7b, 0x22, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), 100)), "NOT_JSON");
  assert.equal(reason(() => parseObject(Buffer.from("{}"), 1)), "TOO_LARGE");
});

test("whatever bytes come, reading ends with a value that JSON.parse reads too, or with a refusal", () => {
  const seed = Buffer.from(file("dossier", "valid-begun")).subarray(0, 400).toString("latin1");
  const good = '{"a":[1,{"b":"x\\"\\u00e9"},true,false,-12],"c":{"d":[]}}';
  for (let i = 0; i < 20_000; i++) {
    const bytes = Buffer.from(i % 2 === 0 ? good : seed, "latin1");
    for (let n = randomBytes(1)[0]! % 3; n >= 0; n--) bytes[randomBytes(2).readUInt16BE() % bytes.length] = i % 3 === 0 ? randomBytes(1)[0]! : '{}[]",:\\0-9etrunf'.charCodeAt(randomBytes(1)[0]! % 17);
    try {
      const value = parseObject(bytes, 1_000_000);
      assert.deepEqual(plain(value), JSON.parse(bytes.toString()), bytes.toString());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
});

function plain(json: Json): unknown {
  if (Array.isArray(json)) return json.map(plain);
  return json instanceof Map ? Object.fromEntries([...json].map(([name, value]) => [name, plain(value)])) : json;
}

test("reads base64url in its one form only", () => {
  for (let length = 0; length < 70; length++) {
    const bytes = randomBytes(length);
    const text = bytes.toString("base64url");
    assert.equal(encode(bytes), text);
    assert.deepEqual(Buffer.from(decode(text, 100)), bytes);
  }
  for (const text of ["A", "AB", "AA==", "AAB", "A+AA", "A/AA", "AA A", "AAé", "=", "Ā000"]) assert.equal(reason(() => decode(text, 100)), "VALUE_INVALID", text);
  assert.equal(reason(() => decode("AAAA", 3)), "TOO_LARGE");
});

test("turns every DER signature into the form of WebCrypto, and no other bytes", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  for (let i = 0; i < 300; i++) {
    const der = createSign("SHA256").update(randomBytes(8)).sign(privateKey);
    const raw = rawEcdsa(der);
    assert.ok(raw !== undefined);
    assert.deepEqual(Buffer.from(toDer(raw)), der);
    assert.equal(rawEcdsa(der.subarray(0, -1)), undefined);
    assert.equal(rawEcdsa(Buffer.concat([der, Buffer.of(0)])), undefined);
  }
  for (const hex of ["", "30", "3000", "3006020100020100ff", "300602018002017f", "300702020001020101", "30060201010301ff"]) {
    assert.equal(rawEcdsa(Buffer.from(hex, "hex")), undefined, hex);
  }
});

function toDer(raw: Uint8Array): Uint8Array {
  const integer = (half: Uint8Array): number[] => {
    const digits = [...half.slice(half.findIndex((byte) => byte !== 0))];
    return [2, digits.length + ((digits[0] ?? 0) >> 7), ...((digits[0] ?? 0) > 127 ? [0] : []), ...digits];
  };
  const both = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))];
  return new Uint8Array([0x30, both.length, ...both]);
}

test("reads the two kinds of keys that persons may have, and no other", () => {
  const x = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  const point = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  const [px, py] = [point.x, point.y].map((half) => Buffer.from(half!, "base64url").toString("hex"));
  const key = (hex: string): string => reason(() => coseKey(Buffer.from(hex, "hex").toString("base64url")));
  assert.equal(key(`a4010103272006215820${x}`), "accepted");
  assert.equal(key(`a5010203262001215820${px}225820${py}`), "accepted");
  assert.equal(key(`a5010203262001215820${py}225820${px}`), "CREDENTIALS_INVALID", "not on the curve");
  assert.equal(key(`a4010103272006215820${"00".repeat(32)}`), "CREDENTIALS_INVALID", "of small order");
  for (const bad of ["", "a0", `a5010203382220022158 20${px}225820${py}`.replace(" ", ""), `a4010103272006215820${x}00`, `a4010103272006215821${x}`, "bf0101ff", `a40101032720062158${x}`, `a4032701012006215820${x}`]) {
    assert.equal(key(bad), "ALGORITHM_NOT_ALLOWED", bad);
  }
});

test("takes every honest Ed25519 key, and none of another order or in another form", () => {
  for (let i = 0; i < 50; i++) {
    const { x } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    assert.ok(isPublicKey(decode(x!, 43)), x);
  }
  const small = ["01" + "00".repeat(31), "ec" + "ff".repeat(30) + "7f", "00".repeat(32), "00".repeat(31) + "80"];
  for (const order8 of ["c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc"]) {
    const last = order8.startsWith("c7") ? ["7a", "fa"] : ["05", "85"];
    small.push(...last.map((byte) => order8 + byte));
  }
  const other = ["01" + "00".repeat(30) + "80", "ed" + "ff".repeat(30) + "7f", "f0" + "ff".repeat(30) + "7f", "02" + "00".repeat(31), ""];
  for (const hex of [...small, ...other]) assert.equal(isPublicKey(new Uint8Array(Buffer.from(hex, "hex"))), false, hex);
});

test("knows times, zones and texts by their one form", () => {
  assert.equal(instantOf("2026-11-10T13:00:00.250Z"), Date.UTC(2026, 10, 10, 13, 0, 0, 250));
  for (const time of ["2026-11-10T13:00:00.000Z", "2026-11-10T13:00Z", "2026-02-30T13:00:00Z", "1969-12-31T23:59:59Z", "2026-11-10T24:00:00Z", "2026-11-10T13:00:00+00:00"]) {
    assert.equal(reason(() => instantOf(time)), "VALUE_INVALID", time);
  }
  for (const good of ["Europe/Lisbon", "Asia/Yekaterinburg", "UTC"]) assert.equal(zone(good), good);
  for (const bad of ["europe/lisbon", "Mars/Olympus", "+01:00", ""]) assert.equal(reason(() => zone(bad)), "VALUE_INVALID", bad);
  assert.equal(reason(() => texts(new Map([["en", " \t"]]))), "VALUE_INVALID");
  assert.equal(reason(() => texts(new Map([["en", "\u00a0"]]))), "accepted");
});

test("finds out whether Ed25519 is there at all", async () => {
  assert.equal(await canVerify(), true);
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readServerMessage } from "../src/protocol/messages.ts";
import { ProtocolError } from "../src/protocol/reader.ts";
import { random, relay, remoteTrack } from "./offers.ts";

const anna = {
  id: "norland/anna", name: "Anna Whitfield", delegation: "norland", role: "negotiator", language: "en",
  microphone: true, camera: true, muted: false, link: "good", devices: 1,
};

const valid: Record<string, Record<string, unknown>> = {
  joined: { type: "joined", you: "norland/anna", ...relay, people: [anna], tracks: [remoteTrack("video", 3)] },
  track: { type: "track", track: remoteTrack("audio", 4) },
  gone: { type: "gone", track: "t4" },
  person: { type: "person", person: { ...anna, link: "away" } },
  wanted: { type: "wanted", track: "camera", layers: 1 },
  quality: { type: "quality", uplinkLoss: 0, downlinkLoss: 0.02, roundTripMillis: -1 },
  refused: { type: "refused", code: "full", words: "The room is full." },
  ended: { type: "ended", cause: "replaced" },
};

/** Every place of a value: paths to each member and element. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => places(each, [...path, key]))];
}

function changed(value: unknown, path: (string | number)[], change: (holder: Record<string, unknown>, key: string) => void): unknown {
  const copy = structuredClone(value);
  let holder = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  change(holder, `${path.at(-1)}`);
  return copy;
}

const refuses = (value: unknown, hint: string) => assert.throws(() => readServerMessage(JSON.stringify(value)), ProtocolError, hint);

describe("messages of the node", () => {
  for (const [type, message] of Object.entries(valid)) {
    test(`${type}: reads what is exactly right`, () => assert.deepEqual(readServerMessage(JSON.stringify(message)), message));

    test(`${type}: refuses a missing, foreign, nulled or additional member anywhere`, () => {
      for (const path of places(message).filter((each) => each.length > 0)) {
        const where = `${type} ${path.join(".")}`;
        refuses(changed(message, path, (holder, key) => { holder[key] = null; }), where);
        refuses(changed(message, path, (holder, key) => { holder[key] = { surprise: 1 }; }), where);
        if (typeof path.at(-1) === "string" && !/^\d+$/.test(`${path.at(-1)}`)) {
          refuses(changed(message, path, (holder, key) => { delete holder[key]; }), where);
          refuses(changed(message, path, (holder) => { holder["surprise"] = 1; }), where);
        }
      }
    });
  }

  test("wanted: takes one to three sizes of the camera's picture and nothing else", () => {
    for (const layers of [1, 2, 3]) assert.deepEqual(readServerMessage(JSON.stringify({ ...valid["wanted"], layers })), { ...valid["wanted"], layers });
    for (const layers of [0, 4, 1.5, -1, "1"]) refuses({ ...valid["wanted"], layers }, `${layers} sizes`);
    refuses({ ...valid["wanted"], track: "microphone" }, "of sound");
  });

  test("no text cut or changed at random makes anything but a message or a ProtocolError", () => {
    const samples = Object.values(valid).map((each) => JSON.stringify(each));
    for (let seed = 1; seed <= 3_000; seed++) {
      const below = random(seed);
      const sample = samples[below(samples.length)] ?? "";
      const at = below(sample.length);
      const text = below(2) ? sample.slice(0, at) : sample.slice(0, at) + String.fromCharCode(32 + below(95)) + sample.slice(at + 1);
      try {
        readServerMessage(text);
      } catch (error) {
        assert.ok(error instanceof ProtocolError, `seed ${seed}: ${error}`);
      }
    }
  });

  test("nothing of the node's can add a line to the composed answer", () => {
    const joined = valid["joined"];
    for (const path of [["ice", "ufrag"], ["ice", "pwd"], ["dtls", "fingerprint"], ["ice", "candidates", 0, "ip"]]) {
      refuses(changed(joined, path, (holder, key) => { holder[key] += "\r\na=x"; }), path.join("."));
    }
  });
});

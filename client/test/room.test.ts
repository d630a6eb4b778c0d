import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { doubtsAfter, waitBefore } from "../src/call/patience.ts";
import { loudness, SpeechGate } from "../src/media/level.ts";
import type { Person } from "../src/protocol/messages.ts";
import { readPageData } from "../src/protocol/page.ts";
import { Store, withMember } from "../src/store.ts";
import { ownStatusOf, seat, sizeFor, statusOf } from "../src/view/seating.ts";
import { random } from "./offers.ts";

const roles = ["principal", "negotiator", "spokesperson", "interpreter", "note-taker", "technician"];
const norland = { id: "norland", name: "Norland", side: "a", chain: "n" } as const;
const sudria = { id: "sudria", name: "Sudria", side: "b", chain: "s" } as const;

function person(delegation: string, role: string, change: Partial<Person> = {}): Person {
  return { id: `${role}.${delegation}`, name: role, delegation, role, language: "en", microphone: true, camera: true, muted: false, link: "good", devices: 1, ...change };
}

describe("who sits where", () => {
  test("both sides' principals have the large places, one's own side first", () => {
    const benches = seat([person("sudria", "principal"), person("norland", "interpreter"), person("norland", "principal")], [norland, sudria]);
    assert.deepEqual(benches.map(({ delegation, principal }) => [delegation.id, principal?.role]), [["norland", "principal"], ["sudria", "principal"]]);
    assert.deepEqual(benches[0]?.strip.map((each) => each.role), ["interpreter"]);
  });

  test("the place of a principal who is not here yet is kept while the other's is here", () => {
    const [own, other] = seat([person("norland", "principal", { link: "away" }), person("norland", "negotiator"), person("sudria", "principal")], [norland, sudria]);
    assert.equal(own?.principal?.role, "principal");
    assert.equal(own?.principal?.link, "away");
    assert.equal(other?.principal?.role, "principal");
  });

  test("while no principal is here, the first of each side has the large place", () => {
    const [own] = seat([person("norland", "principal", { link: "away" }), person("norland", "technician"), person("norland", "negotiator")], [norland, sudria]);
    assert.equal(own?.principal?.role, "negotiator");
  });

  test("whoever is here has exactly one place, nobody else has a small one, in whatever order people are told", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const below = random(seed);
      const people = roles.flatMap((role) => ["norland", "sudria"].map((side) => person(side, role, { link: below(2) ? "good" : "away" })));
      const shuffled = people.map((each) => ({ each, at: below(1_000) })).sort((one, other) => one.at - other.at).map(({ each }) => each);
      const benches = seat(shuffled, [norland, sudria]);
      assert.deepEqual(benches, seat(people, [norland, sudria]), `seed ${seed}`);
      const placed = benches.flatMap(({ principal, strip }) => [...(principal ? [principal] : []), ...strip]);
      assert.equal(new Set(placed).size, placed.length, `seed ${seed}`);
      for (const each of people) if (each.link !== "away") assert.ok(placed.includes(each), `seed ${seed} ${each.id}`);
      for (const { strip } of benches) assert.ok(strip.every((each) => each.link !== "away"), `seed ${seed}`);
    }
  });

  test("principals as equals: both pictures are asked for in the same size", () => {
    assert.equal(sizeFor("parity", true, true, 6), sizeFor("parity", true, false, 6));
    assert.equal(sizeFor("parity", false, false, 6), "quarter");
  });
});

describe("what a tile says", () => {
  test("nothing, when all is well", () => assert.deepEqual(statusOf(person("norland", "principal"), true), []));
  test("absence and connecting stand alone", () => {
    assert.deepEqual(statusOf(person("norland", "principal", { link: "away", camera: false }), false), ["away"]);
    assert.deepEqual(statusOf(person("norland", "principal", { link: "connecting", muted: true }), true), ["connecting"]);
  });
  test("a weak link, a camera that is off and a muted microphone, the gravest first", () => {
    assert.deepEqual(statusOf(person("norland", "principal", { link: "weak", camera: false, muted: true }), false), ["weak", "cameraOff", "muted"]);
  });
  test("who is away is away, also while our own line is down; of the others nothing is known", () => {
    assert.deepEqual(statusOf(person("norland", "principal", { link: "away" }), false, "open", false), ["away"]);
    assert.deepEqual(statusOf(person("norland", "principal"), true, "open", false), ["lost"]);
  });
  test("a camera that is on but shows nothing yet", () => assert.deepEqual(statusOf(person("norland", "principal"), false), ["noPicture"]));
  test("no key, nothing that opens, no admission and the network are different words", () => {
    const one = person("norland", "principal");
    assert.deepEqual(statusOf(one, false, "noKey"), ["noKey"]);
    assert.deepEqual(statusOf(one, false, "undecryptable"), ["undecryptable"]);
    assert.deepEqual(statusOf({ ...one, muted: true }, true, "notAdmitted"), ["notAdmitted"]);
    assert.deepEqual(statusOf({ ...one, link: "weak" }, false, "undecryptable"), ["undecryptable", "weak"]);
    assert.deepEqual(statusOf({ ...one, link: "weak" }, true, "noKey", false), ["lost"]);
  });
  test("a tile without a picture always has a reason", () => {
    for (const link of ["away", "connecting", "good", "weak"] as const)
      for (const camera of [true, false])
        for (const seal of ["open", "noKey", "undecryptable", "notAdmitted"] as const)
          for (const connected of [true, false])
            assert.notDeepEqual(statusOf(person("norland", "principal", { link, camera }), false, seal, connected), []);
  });
  test("of herself: that nobody receives her yet, or that nothing is sent for a moment", () => {
    const own = person("norland", "principal", { muted: true });
    assert.deepEqual(ownStatusOf(own, true, { state: "in" }), ["muted"]);
    assert.deepEqual(ownStatusOf(own, true, { state: "waiting" }), ["unsent", "muted"]);
    assert.deepEqual(ownStatusOf(own, true, { state: "changing" }), ["paused", "muted"]);
    assert.deepEqual(ownStatusOf(own, true, { state: "not admitted" }), ["notAdmitted", "muted"]);
    assert.deepEqual(ownStatusOf(own, true, { state: "waiting" }, false), ["lost"]);
  });
  test("no microphone is not called muted", () => {
    assert.deepEqual(statusOf(person("norland", "principal", { microphone: false, muted: true }), true), ["noMicrophone"]);
  });
});

describe("who speaks", () => {
  const feed = (levels: number[]) => {
    const gate = new SpeechGate(100);
    return levels.map((level) => gate.feed(level));
  };
  test("a door that slams is not speech", () => assert.ok(feed([0, 1, 1, 0, 0, 1, 0, 0]).every((open) => !open)));
  test("speech is seen within three readings, and a breath does not end it", () => {
    assert.deepEqual(feed([0.6, 0.6, 0.6, 0, 0, 0.6]), [false, false, true, true, true, true]);
  });
  test("silence ends it", () => assert.equal(feed([1, 1, 1, ...Array.from({ length: 8 }, () => 0)]).at(-1), false));
  test("silence is 0, a full tone is nearly 1, and louder is never less", () => {
    const tone = (volume: number) => loudness(Float32Array.from({ length: 480 }, (_, index) => volume * Math.sin(index / 5)));
    assert.equal(tone(0), 0);
    assert.ok(tone(1) > 0.9);
    for (let volume = 0.01; volume < 1; volume += 0.01) assert.ok(tone(volume + 0.01) >= tone(volume));
  });
});

describe("coming back", () => {
  test("the first try is at once, later ones wait a third of a second for a minute or two, then up to eight, spread by chance", () => {
    assert.equal(waitBefore(0, 1), 0);
    for (let attempt = 1; attempt <= 400; attempt++) assert.ok(waitBefore(attempt, 1) <= 300);
    assert.equal(waitBefore(500, 1), 8_000);
    for (let attempt = 1; attempt < 200; attempt++) {
      assert.ok(waitBefore(attempt, 0) <= waitBefore(attempt, 1));
      assert.ok(waitBefore(attempt, 0) >= 150);
      assert.ok(waitBefore(attempt, 1) <= 8_000);
      assert.ok(waitBefore(attempt + 1, 0.5) >= waitBefore(attempt, 0.5));
    }
  });

  test("whom the node lets in at the second or third try loses no time; whom it refuses learns so within some tries", () => {
    const asked = Array.from({ length: 12 }, (_, vain) => doubtsAfter(vain));
    assert.deepEqual(asked.flatMap((doubts, vain) => (doubts ? [vain] : [])), [2, 7]);
  });
});

describe("stores", () => {
  test("a watcher hears the value now and each change once, until it stops", () => {
    const store = new Store(1);
    const heard: number[] = [];
    const stop = store.watch((value) => heard.push(value));
    store.set(1);
    store.set(2);
    stop();
    store.set(3);
    assert.deepEqual(heard, [1, 2]);
  });
  test("a set that does not change stays the same set", () => {
    const set = new Set(["a"]);
    assert.equal(withMember(set, "a", true), set);
    assert.deepEqual([...withMember(set, "b", true)], ["a", "b"]);
    assert.deepEqual([...withMember(set, "a", false)], []);
  });
});

describe("the page's data", () => {
  const page = { signal: "/room/t/signal", back: "/talk/t", icons: "/i.svg", talk: "t", file: "/talk/t/dossier.json", documents: "/room/t/documents", you: "anna.norland", client: "x", delegations: [norland, sudria], words: { "room.you": "{0} (you)" } };
  test("is read as the node writes it", () => assert.deepEqual(readPageData(JSON.stringify(page)), page));
  test("is refused with anything missing", () => {
    for (const key of Object.keys(page)) assert.throws(() => readPageData(JSON.stringify({ ...page, [key]: undefined })), key);
  });
});

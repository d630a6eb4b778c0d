import assert from "node:assert/strict";
import { test } from "node:test";
import { attach, clearBytes, type Frame, readOptions } from "../src/crypto/frames.ts";
import { Keyring } from "../src/crypto/keyring.ts";
import type { Purpose, TransformOptions } from "../src/protocol/keeper.ts";
import { ANNA, epochFor, MARIA, settled, TestClock, VIKTOR } from "./roomkeys.ts";

const BOTH = new Map([[0, ANNA], [1, VIKTOR]]);
const THREE = new Map([...BOTH, [2, MARIA]]);
const SEND: TransformOptions = { side: "send", purpose: "picture" };
const RECEIVE: TransformOptions = { side: "receive", purpose: "picture", ...ANNA };

/** Sixteen bytes that no frame has by chance. */
const SPEECH = [..."nobody else hear"].map((letter) => letter.charCodeAt(0));

class TestFrame implements Frame {
  data: ArrayBuffer;

  constructor(bytes: number[], private readonly size: number) {
    this.data = new Uint8Array(bytes).buffer;
  }

  getMetadata(): { synchronizationSource: number } {
    return { synchronizationSource: this.size };
  }

  get bytes(): number[] {
    return [...new Uint8Array(this.data)];
  }
}

const key = (size = 1): TestFrame => new TestFrame([0x10, 2, 0, 0x9d, 1, 0x2a, 64, 1, 240, 0, ...SPEECH], size);
const delta = (size = 1): TestFrame => new TestFrame([0x31, 2, 0, ...SPEECH], size);
const sound = (): TestFrame => new TestFrame([...SPEECH], 9);

function isInClear(frame: TestFrame): boolean {
  return frame.bytes.join().includes(SPEECH.join());
}

/** A track's transform with both its ends in the test's hands. */
class Track {
  readonly out: TestFrame[] = [];
  readonly flows: string[] = [];
  readonly pageAsked: Purpose[] = [];
  keyFramesMade = 0;
  keyFramesAsked = 0;
  private readonly into: WritableStreamDefaultWriter<Frame>;
  private readonly known: boolean;

  constructor(keyring: Keyring, options: unknown, asksItself = true) {
    this.known = readOptions(options) !== undefined;
    const { readable, writable } = new TransformStream<Frame, Frame>(undefined, { highWaterMark: 1_000 });
    this.into = writable.getWriter();
    void attach({
      readable,
      writable: new WritableStream({ write: (frame) => void this.out.push(frame as TestFrame) }),
      options,
      ...(asksItself && { generateKeyFrame: async () => { this.keyFramesMade++; } }),
      sendKeyFrameRequest: async () => { this.keyFramesAsked++; },
    }, keyring, { flow: (_, flow) => this.flows.push(flow), keyFrameWanted: (purpose) => this.pageAsked.push(purpose) });
  }

  async pass(...frames: TestFrame[]): Promise<TestFrame[]> {
    const before = this.out.length;
    for (const frame of frames) void this.into.write(frame);
    // Frames are taken in order: whoever reads the last one is done with all before it. Unknown options read none.
    const last = new Promise<void>((done) => void this.into.write({ get data(): ArrayBuffer { done(); throw new Error("no frame"); } } as Frame));
    if (this.known) await last;
    await settled();
    return this.out.slice(before);
  }
}

function room(): { clock: TestClock; anna: Keyring; viktor: Keyring } {
  const clock = new TestClock();
  const [anna, viktor] = [new Keyring(clock), new Keyring(clock)];
  anna.enter(epochFor(0, 1, BOTH));
  viktor.enter(epochFor(1, 1, BOTH));
  return { clock, anna, viktor };
}

/** Bytes by chance can look like a frame that runs ahead, for which a receiver waits. */
async function patiently<T>(clock: TestClock, passing: Promise<T>): Promise<T> {
  let done = false;
  void passing.finally(() => { done = true; });
  while (!done) await clock.pass(100);
  return passing;
}

function copy(frame: TestFrame): TestFrame {
  return new TestFrame(frame.bytes, 77);
}

test("pictures and sound come out as they went in, in order, and travel with their first bytes readable only", async () => {
  const { anna, viktor } = room();
  const frames = [key(1), delta(1), key(2), delta(2), delta(1)];
  const originals = frames.map((frame) => frame.bytes);
  const sent = await new Track(anna, SEND).pass(...frames);
  assert.equal(sent.length, 5);
  for (const [i, frame] of sent.entries()) {
    const clear = clearBytes("picture", new Uint8Array(originals[i]!));
    assert.equal(clear, i === 0 || i === 2 ? 10 : 3);
    assert.deepEqual(frame.bytes.slice(0, clear), originals[i]!.slice(0, clear));
    assert.ok(!isInClear(frame));
  }
  const received = await new Track(viktor, RECEIVE).pass(...sent.map(copy));
  assert.deepEqual(received.map((frame) => frame.bytes), originals);

  const heard = await new Track(anna, { side: "send", purpose: "floor" }).pass(sound(), sound());
  assert.ok(heard.every((frame) => !isInClear(frame)));
  const got = await new Track(viktor, { side: "receive", purpose: "floor", ...ANNA }).pass(...heard.map(copy));
  assert.deepEqual(got.map((frame) => frame.bytes), [SPEECH, SPEECH]);
});

test("nothing passes in clear, in either direction and any state", async () => {
  const { anna, viktor, clock } = room();
  const states: [string, () => void][] = [
    ["with a key", () => undefined],
    ["stopped", () => anna.stop()],
    ["after a removal", () => anna.enter(epochFor(0, 2, BOTH, true))],
    ["without its own key", () => { anna.reset(); anna.enter({ ...epochFor(0, 3, BOTH), baseKeys: new Map() }); }],
    ["without any key", () => anna.reset()],
  ];
  const options: unknown[] = [SEND, RECEIVE, { ...SEND, purpose: "floor" }, { ...RECEIVE, purpose: "floor" }, { side: "send", purpose: "other" }, { side: "none", purpose: "floor" }, undefined];
  const tracks = options.map((each) => new Track(anna, each));
  for (const [, change] of states) {
    change();
    await patiently(clock, Promise.all(tracks.map((track) => track.pass(key(), delta(), sound(), new TestFrame([], 1), new TestFrame([0], 1), new TestFrame([0x10, 2, 0], 1)))));
  }
  const out = tracks.flatMap((track) => track.out);
  assert.ok(out.length > 0);
  assert.deepEqual(out.filter(isInClear), []);
  assert.deepEqual(tracks.slice(4).flatMap((track) => track.out), [], "unknown options let nothing out at all");
  // What somebody sends in clear is not shown either.
  assert.deepEqual(await patiently(clock, new Track(viktor, RECEIVE).pass(key(), delta())), []);
});

/** Positive control: the same look finds a frame that nobody sealed. */
test("a frame that passes as it came is seen", () => {
  for (const frame of [key(), delta(), sound()]) assert.ok(isInClear(frame));
});

test("the readable bytes are authenticated", async () => {
  const { anna, viktor } = room();
  const [first, second] = await new Track(anna, SEND).pass(key(), delta());
  for (const [frame, bytes] of [[first!, 10], [second!, 3]] as const) {
    for (let at = 0; at < bytes; at++) {
      const changed = new TestFrame(frame.bytes.with(at, frame.bytes[at]! ^ 1), 1);
      assert.deepEqual(await new Track(viktor, RECEIVE).pass(changed), [], `byte ${at}`);
    }
  }
  assert.equal((await new Track(viktor, RECEIVE).pass(copy(first!), copy(second!))).length, 2, "unchanged they open");
});

test("the relay's own numbers for a stream are no part of what is sealed", async () => {
  const { anna, viktor } = room();
  const [sent] = await new Track(anna, SEND).pass(key(1));
  assert.equal((await new Track(viktor, RECEIVE).pass(new TestFrame(sent!.bytes, 4_711))).length, 1);
});

test("a sender that was stopped begins again with a key frame of each size, and asks for them", async () => {
  const { anna, clock } = room();
  const track = new Track(anna, SEND);
  assert.equal((await track.pass(delta(1))).length, 0, "nobody can follow a stream from its middle");
  assert.equal(track.keyFramesMade, 1);
  assert.equal((await track.pass(key(1), delta(1), key(2), delta(2))).length, 4);
  anna.stop();
  assert.equal((await track.pass(delta(1), key(2))).length, 0);
  anna.enter(epochFor(0, 2, THREE));
  await clock.pass(1_000);
  assert.equal((await track.pass(delta(1), delta(2))).length, 0);
  assert.equal(track.keyFramesMade, 2, "asked once for all sizes");
  assert.equal((await track.pass(key(2), delta(1), delta(2))).length, 2);
  await clock.pass(500);
  assert.equal((await track.pass(delta(1))).length, 0);
  assert.equal(track.keyFramesMade, 3, "and again when it did not come");
  assert.equal((await track.pass(key(1), delta(1))).length, 2);
});

test("where a transform cannot ask for a key frame, the page is asked", async () => {
  const track = new Track(room().anna, SEND, false);
  assert.equal((await track.pass(delta(1), delta(2))).length, 0);
  assert.deepEqual(track.pageAsked, ["picture"]);
  assert.equal((await track.pass(key(1), delta(1))).length, 2);
});

test("a receiver that missed something asks for a key frame and shows nothing until it comes", async () => {
  const { anna, viktor, clock } = room();
  const sending = new Track(anna, SEND);
  const receiving = new Track(viktor, RECEIVE);
  const sent = (await sending.pass(key(), delta(), delta(), delta(), key(), delta())).map(copy);
  assert.equal((await receiving.pass(sent[0]!)).length, 1);
  const damaged = new TestFrame(sent[1]!.bytes.with(20, sent[1]!.bytes[20]! ^ 1), 1);
  assert.equal((await receiving.pass(damaged, sent[2]!)).length, 0);
  assert.equal(receiving.keyFramesAsked, 1);
  await clock.pass(400);
  await receiving.pass(sent[3]!);
  assert.equal(receiving.keyFramesAsked, 1, "not with every frame");
  assert.equal((await receiving.pass(sent[4]!, sent[5]!)).length, 2);
});

test("a frame that comes twice is shown once and costs nothing else", async () => {
  const { anna, viktor } = room();
  const sent = await new Track(anna, SEND).pass(key(), delta(), delta());
  const receiving = new Track(viktor, RECEIVE);
  assert.equal((await receiving.pass(copy(sent[0]!), copy(sent[1]!), copy(sent[0]!), copy(sent[1]!), copy(sent[2]!))).length, 3);
  assert.equal(receiving.keyFramesAsked, 0);
});

test("streams exchanged by the relay are not shown", async () => {
  const { anna, viktor } = room();
  const screen = await new Track(anna, { ...SEND, purpose: "screen" }).pass(key());
  assert.deepEqual(await new Track(viktor, RECEIVE).pass(copy(screen[0]!)), []);
  const purposes: Purpose[] = ["screen", "picture"];
  const shown = await Promise.all(purposes.map((purpose) => new Track(viktor, { ...RECEIVE, purpose }).pass(copy(screen[0]!))));
  assert.deepEqual(shown.map((each) => each.length), [1, 0], "only where it belongs");
});

test("says what arrives when that changes, a few times in a second at most", async () => {
  const { anna, viktor, clock } = room();
  const sending = new Track(anna, { side: "send", purpose: "floor" });
  const receiving = new Track(viktor, { side: "receive", purpose: "floor", ...ANNA });
  const one = async (damage: boolean): Promise<void> => {
    const frame = (await sending.pass(sound()))[0]!;
    await receiving.pass(damage ? new TestFrame(frame.bytes.with(20, frame.bytes[20]! ^ 1), 1) : copy(frame));
  };
  await one(false);
  assert.deepEqual(receiving.flows, ["flowing"]);
  await one(true);
  await clock.pass(100);
  await one(false);
  assert.deepEqual(receiving.flows, ["flowing"], "a single bad frame is not worth a word");
  for (let i = 0; i < 8; i++) { await one(true); await clock.pass(100); }
  assert.deepEqual(receiving.flows, ["flowing", "undecryptable"]);
  for (let i = 0; i < 40; i++) { await one(i % 2 === 0); await clock.pass(20); }
  assert.ok(receiving.flows.length <= 2 + 3, receiving.flows.join());
  await clock.pass(300);
  assert.equal(receiving.flows.at(-1), "flowing", "the last word is how it is");
  viktor.reset();
  for (let i = 0; i < 8; i++) { await one(false); await clock.pass(100); }
  assert.equal(receiving.flows.at(-1), "no-key");
});

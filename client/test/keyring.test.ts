import assert from "node:assert/strict";
import { test } from "node:test";
import { type Drop, type Epoch, keyId, Keyring, type Opened } from "../src/crypto/keyring.ts";
import { FrameKey } from "../src/crypto/sframe.ts";
import { type Holder, type Purpose, PURPOSES } from "../src/protocol/keeper.ts";
import { ANNA, epochFor, exported, MARIA, settled, source, TestClock, VIKTOR } from "./roomkeys.ts";

type Bytes = Uint8Array<ArrayBuffer>;
const CLEAR = new Uint8Array([1, 2, 3]);
const PLAIN = new Uint8Array([7, 8, 9, 10]);
const BOTH = new Map([[0, ANNA], [1, VIKTOR]]);
const THREE = new Map([[0, ANNA], [1, VIKTOR], [2, MARIA]]);

interface Room {
  clock: TestClock;
  anna: Keyring;
  viktor: Keyring;
  enter(epoch: bigint | number, leaves?: ReadonlyMap<number, Holder>, removal?: boolean): void;
}

function room(): Room {
  const clock = new TestClock();
  const [anna, viktor] = [new Keyring(clock), new Keyring(clock)];
  const enter: Room["enter"] = (epoch, leaves = BOTH, removal = false) => {
    anna.enter(epochFor(0, epoch, leaves, removal));
    viktor.enter(epochFor(1, epoch, leaves, removal));
  };
  return { clock, anna, viktor, enter };
}

async function sealed(keyring: Keyring, purpose: Purpose = "floor"): Promise<Bytes> {
  const frame = await keyring.seal(purpose, CLEAR, PLAIN);
  assert.ok(frame !== undefined, "sealed");
  return frame;
}

function open(keyring: Keyring, frame: Bytes, from: Holder = ANNA, purpose: Purpose = "floor"): Promise<Opened> {
  return keyring.open(source(from, purpose), frame.subarray(0, CLEAR.length), frame.subarray(CLEAR.length));
}

async function assertOpens(opened: Opened | Promise<Opened>): Promise<void> {
  assert.deepEqual(await opened, { plain: PLAIN });
}

async function assertDropped(cause: Drop, opened: Opened | Promise<Opened>): Promise<void> {
  assert.deepEqual(await opened, { drop: cause });
}

test("what one seals the other opens, for every purpose", async () => {
  const { anna, viktor, enter } = room();
  enter(0);
  for (const purpose of PURPOSES) await assertOpens(open(viktor, await sealed(anna, purpose), ANNA, purpose));
  assert.equal(viktor.drops.size, 0);
});

test("without a key nothing is sealed and nothing opened", async () => {
  const { anna, viktor, enter } = room();
  assert.equal(await anna.seal("floor", CLEAR, PLAIN), undefined);
  anna.enter(epochFor(0, 3, BOTH));
  const frame = await sealed(anna);
  await assertDropped("no-key", open(viktor, frame));
  enter(3);
  await assertOpens(open(viktor, frame));
});

test("a stream put in the place of another is refused: floor for screen, one person's for another's", async () => {
  const { anna, viktor, enter } = room();
  enter(1, THREE);
  const frame = await sealed(anna, "floor");
  await assertDropped("wrong-purpose", open(viktor, frame, ANNA, "screen"));
  await assertDropped("wrong-person", open(viktor, frame, MARIA, "floor"));
  await assertDropped("wrong-person", open(viktor, frame, { ...ANNA, chain: "sudmark" }, "floor"));
  await assertOpens(open(viktor, frame, ANNA, "floor"));
});

test("a frame comes once", async () => {
  const { anna, viktor, enter } = room();
  enter(1);
  const frame = await sealed(anna);
  await assertOpens(open(viktor, frame));
  await assertDropped("replayed", open(viktor, frame));
  await assertOpens(open(viktor, await sealed(anna)));
  const twin = await sealed(anna);
  const both = await Promise.all([open(viktor, twin), open(viktor, twin)]);
  assert.equal(both.filter((each) => "plain" in each).length, 1, "not even twice at the same moment");
});

test("a forged frame opens nowhere and uses up no counter", async () => {
  const { anna, viktor, enter } = room();
  enter(1);
  const frame = await sealed(anna);
  for (const at of [0, frame.length - 1]) await assertDropped("forged", open(viktor, frame.with(at, frame[at]! ^ 1) as Bytes));
  await assertOpens(open(viktor, frame));
});

test("after an addition older frames open for two seconds more", async () => {
  const { anna, viktor, clock, enter } = room();
  enter(1);
  const [early, late] = [await sealed(anna), await sealed(anna)];
  viktor.enter(epochFor(1, 2, THREE));
  await clock.pass(1_999);
  await assertOpens(open(viktor, early));
  await clock.pass(1);
  await assertDropped("no-key", open(viktor, late));
});

test("a frame counts once over an addition too", async () => {
  const { anna, viktor, enter } = room();
  enter(1);
  const frame = await sealed(anna);
  await assertOpens(open(viktor, frame));
  viktor.enter(epochFor(1, 2, THREE));
  await assertDropped("replayed", open(viktor, frame));
});

test("after a removal older frames are dead at once, those under way too", async () => {
  const { anna, viktor, enter } = room();
  enter(1, THREE);
  const [first, second, third] = [await sealed(anna), await sealed(anna), await sealed(anna)];
  await assertOpens(open(viktor, first));
  const underWay = open(viktor, second);
  viktor.enter(epochFor(1, 2, BOTH, true));
  await assertDropped("no-key", underWay);
  await assertDropped("no-key", open(viktor, third));
});

test("whoever was removed is heard no more, with any key she has", async () => {
  const { anna, viktor, clock, enter } = room();
  const maria = new Keyring(clock);
  enter(1, THREE);
  maria.enter(epochFor(2, 1, THREE));
  await assertOpens(open(viktor, await sealed(maria), MARIA));
  enter(2, BOTH, true);
  await assertDropped("no-key", open(viktor, await sealed(maria), MARIA));
  // The label of the new epoch over a key that is none of it.
  const key = await FrameKey.derive(exported("one", 1, 2), keyId("floor", 2, 2n), "encrypt");
  await assertDropped("unknown-leaf", open(viktor, await key.seal(50n, CLEAR, PLAIN), MARIA));
  const taken = await FrameKey.derive(exported("one", 1, 2), keyId("floor", 0, 2n), "encrypt");
  await assertDropped("forged", open(viktor, await taken.seal(50n, CLEAR, PLAIN), ANNA));
  // And she opens nothing of what is sent now.
  const opening = maria.open(source(ANNA, "floor"), CLEAR, (await sealed(anna)).subarray(CLEAR.length));
  await settled();
  await clock.pass(1_000);
  await assertDropped("no-key", opening);
});

test("a frame that runs ahead waits a second for its key, and others behind it no longer", async () => {
  const { anna, viktor, clock, enter } = room();
  enter(1);
  anna.enter(epochFor(0, 2, THREE));
  const [first, second, third] = [await sealed(anna), await sealed(anna), await sealed(anna)];
  const waiting = open(viktor, first);
  await clock.pass(900);
  viktor.enter(epochFor(1, 2, THREE));
  await assertOpens(waiting);
  await assertOpens(open(viktor, second));

  anna.enter(epochFor(0, 3, THREE));
  const inVain = open(viktor, await sealed(anna));
  await settled();
  await clock.pass(1_000);
  await assertDropped("no-key", inVain);
  await assertDropped("no-key", open(viktor, await sealed(anna)));
  viktor.enter(epochFor(1, 3, THREE));
  await assertOpens(open(viktor, await sealed(anna)));
  await assertOpens(open(viktor, third));
});

test("a stop holds until the next epoch, for a frame that is being sealed too", async () => {
  const { anna, enter } = room();
  enter(1, THREE);
  await sealed(anna);
  const underWay = anna.seal("floor", CLEAR, PLAIN);
  anna.stop();
  assert.equal(await underWay, undefined);
  enter(1, THREE);
  assert.equal(await anna.seal("floor", CLEAR, PLAIN), undefined, "the same epoch again is not the next");
  enter(2, BOTH, true);
  await sealed(anna);
  assert.equal(anna.drops.get("stopped"), 2);
});

test("while somebody refused is in the group a stop outlasts additions", async () => {
  const { anna, viktor, clock, enter } = room();
  const maria = new Keyring(clock);
  enter(1, THREE);
  maria.enter(epochFor(2, 1, THREE));
  anna.stop();
  anna.refuse(2);
  const four = new Map([...THREE, [3, { chain: "sudmark", person: "nina" }]]);
  enter(2, four);
  maria.enter(epochFor(2, 2, four));
  assert.equal(await anna.seal("floor", CLEAR, PLAIN), undefined);
  await assertDropped("refused", open(anna, await sealed(maria), MARIA));
  await assertOpens(open(viktor, await sealed(maria), MARIA));
  enter(3, new Map([...four].filter(([leaf]) => leaf !== 2)), true);
  await assertOpens(open(viktor, await sealed(anna)));
});

test("frames of a refused leaf are dropped at once, the one under way too", async () => {
  const { anna, viktor, enter } = room();
  enter(1);
  const [first, second] = [await sealed(anna), await sealed(anna)];
  await assertOpens(open(viktor, first));
  const underWay = open(viktor, second);
  viktor.refuse(0);
  await assertDropped("refused", underWay);
  await assertDropped("refused", open(viktor, await sealed(anna)));
});

test("another generation shares nothing with the one before", async () => {
  const { anna, viktor, enter } = room();
  enter(5);
  const old = await sealed(anna);
  for (const [leaf, keyring] of [anna, viktor].entries()) {
    keyring.reset();
    keyring.enter(epochFor(leaf, 5, BOTH, false, "two"));
  }
  await assertDropped("forged", open(viktor, old));
  await assertOpens(open(viktor, await sealed(anna)));
});

test("an epoch does not go back, and its number may pass 2^16", async () => {
  const { anna, viktor, enter } = room();
  enter(65_535);
  const before = await sealed(anna);
  anna.enter(epochFor(0, 65_536, THREE));
  const ahead = open(viktor, await sealed(anna));
  await settled();
  viktor.enter(epochFor(1, 65_536n, THREE));
  await assertOpens(ahead);
  await assertOpens(open(viktor, before));
  assert.throws(() => viktor.enter(epochFor(1, 65_535, BOTH)));
  // The same 16 bits, another epoch: another key.
  const recorded = await sealed(anna);
  enter(65_536 * 2, THREE, true);
  await assertDropped("forged", open(viktor, recorded));
});

test("whatever bytes come are counted and never thrown", async () => {
  const { anna, viktor, enter } = room();
  enter(1);
  const frame = (await sealed(anna)).subarray(CLEAR.length);
  const of = source(ANNA, "floor");
  for (let end = 0; end < frame.length; end++) assert.ok("drop" in (await viktor.open(of, CLEAR, frame.subarray(0, end) as Bytes)));
  await assertDropped("malformed", viktor.open(of, CLEAR, new Uint8Array()));
  await assertDropped("malformed", viktor.open(of, new Uint8Array(), new Uint8Array(17).fill(255)));
  const withKid = async (kid: bigint, counter = 0n): Promise<Bytes> => (await FrameKey.derive(exported("one", 1, 0), kid, "encrypt")).seal(counter, new Uint8Array(), PLAIN);
  await assertDropped("malformed", viktor.open(of, CLEAR, await withKid(1n << 28n)));
  await assertDropped("malformed", viktor.open(of, CLEAR, await withKid(keyId("floor", 0, 1n), 1n << 53n)));
  await assertDropped("unknown-leaf", viktor.open(of, CLEAR, await withKid(keyId("floor", 1_023, 1n))));
  await assertDropped("no-key", viktor.open(of, CLEAR, await withKid(keyId("floor", 0, 0n))));
  await assertDropped("wrong-purpose", viktor.open(of, CLEAR, await withKid(keyId("channel", 0, 1n))));
  assert.ok([...viktor.drops.values()].reduce((sum, each) => sum + each, 0) >= frame.length + 7);
  await assertOpens(viktor.open(of, CLEAR, frame as Bytes));
});

test("a group too large for the key id, or without our own key, is not sealed for", async () => {
  const keyring = new Keyring(new TestClock());
  assert.throws(() => keyring.enter(epochFor(0, 1, new Map([[1_024, ANNA]]))));
  const keyless: Epoch = { ...epochFor(0, 1, BOTH), baseKeys: new Map() };
  keyring.enter(keyless);
  assert.equal(await keyring.seal("floor", CLEAR, PLAIN), undefined);
});

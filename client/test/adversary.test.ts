// Whoever runs the node holds every byte that passes it. What she makes of them, and the same with one member's keys.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { Group } from "../src/crypto/group.ts";
import { Keyring } from "../src/crypto/keyring.ts";
import type { OwnLeaf } from "../src/crypto/leaf.ts";
import { loadSuite } from "../src/crypto/suite.ts";
import { type Bytes, encode, utf8 } from "../src/dossier/bytes.ts";
import { Dossier } from "../src/dossier/dossier.ts";
import { readFile } from "../src/dossier/file.ts";
import { type Guest, guest, leaves, Ledger, NOW, same, words } from "./crowd.ts";
import { source, TestClock } from "./roomkeys.ts";
import { file, inOrder } from "./vectors.ts";

const hybrid = await loadSuite();
const CHAT = "the ship leaves at dawn";
const DOCUMENT = "annex-of-the-eleventh.pdf";

/** A call as the node sees it: ana makes the group, ben and cleo come, ben leaves; somebody speaks in each epoch. */
class Call {
  /** Every byte string that the node was given, by what it is. */
  readonly record: [string, Bytes][] = [];
  readonly groups = new Map<string, Group>();
  readonly own = new Map<string, OwnLeaf>();
  readonly secrets: Bytes[] = [];

  static async held(): Promise<{ call: Call; guests: Record<"ana" | "ben" | "cleo", Guest>; ledger: Ledger }> {
    const ledger = new Ledger();
    const guests = { ana: await guest(ledger, "ana", "a", hybrid), ben: await guest(ledger, "ben", "b", hybrid), cleo: await guest(ledger, "cleo", "a", hybrid) };
    Object.values(guests).forEach(({ judge }) => judge.catchUp());
    const call = new Call();
    const anas = await Group.create(await guests.ana.leaf(), guests.ana.ground);
    call.groups.set("ana", anas.group);
    call.note("group info", anas.groupInfo);
    await call.admit("ben", guests.ben);
    await call.say("ana", JSON.stringify({ t: "text", text: CHAT }));
    await call.admit("cleo", guests.cleo);
    await call.say("cleo", JSON.stringify({ t: "file", name: DOCUMENT, key: encode(new Uint8Array(32).fill(77)) }));
    return { call, guests, ledger };
  }

  async admit(name: string, who: Guest): Promise<void> {
    const leaf = await who.leaf();
    this.own.set(name, leaf);
    this.note("key package", leaf.keyPackage);
    const welcome = await this.commit([leaf.keyPackage]);
    this.groups.set(name, await Group.join(leaf, welcome, who.ground));
    await this.keep();
  }

  async commit(keyPackages: Bytes[]): Promise<Bytes> {
    const proposed = await this.groups.get("ana")!.propose(keyPackages, NOW);
    assert.ok(proposed);
    for (const [what, bytes] of Object.entries(proposed)) this.note(what, bytes as Bytes);
    for (const [name, group] of this.groups) if ((await group.take(proposed.commit, NOW)).ended) this.groups.delete(name);
    return proposed.welcome;
  }

  async say(name: string, content: string): Promise<void> {
    const message = await this.groups.get(name)!.seal(utf8(content), "m1");
    this.note("message", message);
    for (const [other, group] of this.groups) if (other !== name) assert.equal(words((await group.open(message)).content), content);
  }

  of(what: string): Bytes[] {
    return this.record.filter(([kind]) => kind === what).map(([, bytes]) => bytes);
  }

  private note(what: string, bytes: Bytes): void {
    this.record.push([what, bytes]);
  }

  /** What this epoch's members know, to look for it later. */
  private async keep(): Promise<void> {
    const [group] = this.groups.values();
    for (const { index } of group!.leaves) this.secrets.push(await baseKey(group!, index));
    this.secrets.push(await group!.secret("parley same keys", new Uint8Array(), 16));
  }
}

function baseKey(group: Group, leaf: number): Promise<Bytes> {
  const context = new Uint8Array(8);
  new DataView(context.buffer).setBigUint64(0, BigInt(leaf));
  return group.secret("SFrame 1.0 Base Key", context, 16);
}

async function ring(group: Group, clock: TestClock, removal = false): Promise<Keyring> {
  const keyring = new Keyring(clock);
  await enter(keyring, group, removal);
  return keyring;
}

async function enter(keyring: Keyring, group: Group, removal: boolean): Promise<void> {
  const baseKeys = new Map<number, Bytes>();
  for (const { index } of group.leaves) baseKeys.set(index, await baseKey(group, index));
  keyring.enter({ epoch: group.epoch, own: group.own.index, leaves: new Map(group.leaves.map((leaf) => [leaf.index, leaf])), baseKeys, removal });
}

/** Whether these bytes stand in the record: as they are, as base64url in any alignment, or in hex. */
function stands(record: [string, Bytes][], secret: Uint8Array): boolean {
  const middle = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), secret]).toString("base64url");
    return Buffer.from(shifted.slice(shift === 0 ? 0 : shift + 1, shifted.length - 2));
  });
  const forms = [Buffer.from(secret), Buffer.from(Buffer.from(secret).toString("hex")), ...middle];
  return record.some(([, bytes]) => forms.some((form) => Buffer.from(bytes).includes(form)));
}

const { call, guests, ledger } = await Call.held();

test("no key, no word of the chat and no document's name or key stands in what the node was given", () => {
  const sought = [...call.secrets, utf8(CHAT), utf8(DOCUMENT), new Uint8Array(32).fill(77)];
  for (const secret of sought) assert.ok(!stands(call.record, secret), encode(secret));
  for (const secret of sought) assert.ok(stands([["planted", utf8(`x${encode(secret)}`)]], secret), "control: what is there is found");
  for (const secret of sought) assert.ok(stands([...call.record, ["planted", secret]], secret), "control: what is there is found");
});

test("welcomes open for nobody but those they are for", async () => {
  const stranger = await guest(ledger, "stranger", "b", hybrid);
  for (const welcome of call.of("welcome").filter(({ length }) => length > 0)) {
    await assert.rejects(Group.join(await stranger.leaf(), welcome, stranger.ground), { name: "Broken" });
  }
});

test("control: with one member's private keys the record opens, chat, documents and media keys", async () => {
  // Her keys as they were before she used them: the library overwrites what it has used.
  const { call: other, guests: those } = await recorded();
  const thief = await Group.join(other.leaf, other.welcome, those.ben.ground);
  const { content } = await thief.open(other.message);
  assert.equal(words(content), CHAT);
  assert.equal((await same([thief]))[0], other.mark);
});

/** The beginning of a call, with a copy of ben's private keys. */
async function recorded(): Promise<{ call: { leaf: OwnLeaf; welcome: Bytes; message: Bytes; mark: string }; guests: { ben: Guest } }> {
  const book = new Ledger();
  const [ana, ben] = [await guest(book, "ana", "a", hybrid), await guest(book, "ben", "b", hybrid)];
  ana.judge.catchUp();
  const { group } = await Group.create(await ana.leaf(), ana.ground);
  const leaf = await ben.leaf();
  const stolen = structuredClone(leaf);
  const proposed = await group.propose([leaf.keyPackage], NOW);
  assert.ok(proposed);
  await group.take(proposed.commit, NOW);
  const bens = await Group.join(leaf, proposed.welcome, ben.ground);
  const message = await bens.seal(utf8(CHAT), "m1");
  return { call: { leaf: stolen, welcome: proposed.welcome, message, mark: (await same([group]))[0]! }, guests: { ben } };
}

test("who enters by the group's description without a device that the dossier knows is refused by everybody", async () => {
  const ghost = await guest(new Ledger(), "ghost", "b", hybrid);
  const believes = { ...ghost.ground, judge: Object.assign(Object.create(guests.ana.judge), { admits: () => true }) };
  const { proposed } = await Group.enter(await ghost.leaf(), call.of("groupInfo").at(-1)!, believes);
  const before = await same([...call.groups.values()]);
  for (const group of call.groups.values()) await assert.rejects(group.take(proposed.commit, NOW), { rule: "NOT_ADMITTED" });
  const added = await call.groups.get("ana")!.propose([(await ghost.leaf()).keyPackage], NOW);
  assert.equal(added, undefined, "nor does a member add her");
  assert.deepEqual(await same([...call.groups.values()]), before, "and nobody's keys have changed");
});

/** The devices that these entries admit, whether they hold or not, the last one last. */
function devicesIn(entries: string[]): { chain: string; person: string; device: string }[] {
  const part = (text: string): Record<string, string> => JSON.parse(`${Buffer.from(text, "base64url")}`);
  return entries.map((jws) => part(jws.split(".")[1]!)).flatMap(({ chain, act }) => {
    const { act: kind, person, device } = part(act!);
    return kind === "admit-device" ? [{ chain: chain!, person: person!, device: device! }] : [];
  });
}

test("a device that the node admits with a sealing key and without a touch of its person counts for nobody", async () => {
  const written = file("dossier", "assertion-missing-admit");
  const entries = await inOrder(written);
  const dossier = new Dossier(readFile(written).talk);
  assert.equal((await dossier.extend(entries)).refused?.reason, "ASSERTION_MISSING");
  const roleOf = (chain: string, person: string): string => dossier.now().person(chain, person)?.roles[0] ?? "";
  const why = devicesIn(entries).map((claim) => dossier.now().whyNotEnter({ ...claim, role: roleOf(claim.chain, claim.person) }));
  assert.equal(why.at(-1), "DEVICE_UNKNOWN");
  assert.ok(why.includes(undefined), "control: one that its person admitted counts");
});

test("a commit altered in one byte, cut short, played again or out of order changes nobody's keys", async () => {
  const { call: own, guests: those, ledger: book } = await Call.held();
  const commits = own.of("commit");
  const bens = own.groups.get("ben")!;
  const before = (await same([bens]))[0];
  for (const commit of commits) await assert.rejects(bens.take(commit, NOW), { name: "Broken" });
  const dan = await guest(book, "dan", "b", hybrid);
  Object.values(those).forEach(({ judge }) => judge.catchUp());
  dan.judge.catchUp();
  const anas = own.groups.get("ana")!;
  const first = await anas.propose([(await dan.leaf()).keyPackage], NOW);
  assert.ok(first);
  await anas.take(first.commit, NOW);
  leaves(book, dan);
  Object.values(those).forEach(({ judge }) => judge.catchUp());
  const second = await anas.propose([], NOW);
  assert.ok(second);
  await assert.rejects(bens.take(second.commit, NOW), { name: "Broken" }, "the second before the first");
  for (const at of [first.commit.length - 1, first.commit.length >> 1, 40]) {
    const altered = first.commit.slice();
    altered[at]! ^= 1;
    await assert.rejects(bens.take(altered, NOW), { name: "Broken" }, `byte ${at}`);
  }
  await assert.rejects(bens.take(first.commit.slice(0, -1), NOW), { name: "Broken" });
  assert.equal((await same([bens]))[0], before);
  await bens.take(first.commit, NOW);
  await bens.take(second.commit, NOW);
  await anas.take(second.commit, NOW);
  const [one, other] = await same([anas, bens]);
  assert.equal(one, other, "control: in order, as they were sent, they heal");
});

test("two halves that were given different commits have different marks and hear nothing of each other", async () => {
  const { call: own, guests: those, ledger: book } = await Call.held();
  const [dan, eve] = [await guest(book, "dan", "a", hybrid), await guest(book, "eve", "b", hybrid)];
  Object.values(those).forEach(({ judge }) => judge.catchUp());
  const [anas, bens] = [own.groups.get("ana")!, own.groups.get("ben")!];
  const forAna = await anas.propose([(await dan.leaf()).keyPackage], NOW);
  const forBen = await bens.propose([(await eve.leaf()).keyPackage], NOW);
  assert.ok(forAna && forBen);
  await anas.take(forAna.commit, NOW);
  await bens.take(forBen.commit, NOW);
  const [one, other] = await same([anas, bens]);
  assert.notEqual(one, other);
  await assert.rejects(bens.open(await anas.seal(utf8(CHAT), "m1")), { name: "Broken" });
  const clock = new TestClock();
  const [anaRing, benRing] = [await ring(anas, clock), await ring(bens, clock)];
  const frame = await anaRing.seal("floor", new Uint8Array(), utf8("good day"));
  assert.deepEqual(await benRing.open(source(anas.own, "floor"), new Uint8Array(), frame!), { drop: "forged" });
});

test("who was removed opens nothing of what follows, and a frame that the relay sends again opens for nobody", async () => {
  const { call: own, guests: those, ledger: book } = await Call.held();
  const clock = new TestClock();
  const [anas, bens, cleos] = [own.groups.get("ana")!, own.groups.get("ben")!, own.groups.get("cleo")!];
  const [anaRing, benRing, cleoRing] = [await ring(anas, clock), await ring(bens, clock), await ring(cleos, clock)];
  const floor = source(anas.own, "floor");
  const none = new Uint8Array();
  const frame = (await anaRing.seal("floor", none, utf8("good day")))!;
  assert.deepEqual(await benRing.open(floor, none, frame), { plain: utf8("good day") }, "control: while she is in, she hears");
  assert.deepEqual(await benRing.open(floor, none, frame), { drop: "replayed" });

  leaves(book, those.ben);
  Object.values(those).forEach(({ judge }) => judge.catchUp());
  await own.commit([]);
  assert.ok(!own.groups.has("ben"));
  await enter(anaRing, anas, true);
  await enter(cleoRing, cleos, true);
  for (let i = 0; i < 500; i++) {
    const later = (await anaRing.seal("floor", none, utf8(`word ${i}`)))!;
    assert.ok("drop" in await opened(benRing.open(floor, none, later), clock), "the removed");
    assert.deepEqual(await cleoRing.open(floor, none, later), { plain: utf8(`word ${i}`) }, "control: the others hear on");
  }
  assert.deepEqual(await cleoRing.open(floor, none, frame), { drop: "no-key" }, "a frame of before the removal");
});

/** Lets the time pass for which a frame waits for its key. */
async function opened<T>(result: Promise<T>, clock: TestClock): Promise<T> {
  await clock.pass(1_001);
  return result;
}

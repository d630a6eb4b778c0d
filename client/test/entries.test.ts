import assert from "node:assert/strict";
import { test } from "node:test";
import { createGroup, createGroupInfoWithExternalPubAndRatchetTree, emptyPskIndex, encodeMlsMessage, type Extension, type GroupInfo, joinGroup } from "ts-mls";
import { encodeExternalSender } from "ts-mls/externalSender.js";
import { signGroupInfo } from "ts-mls/groupInfo.js";
import { ratchetTreeEncoder } from "ts-mls/ratchetTree.js";
import { encode as encodeTls } from "ts-mls/codec/tlsEncoder.js";
import type { Rule } from "../src/crypto/broken.ts";
import { Group } from "../src/crypto/group.ts";
import { writeHeads } from "../src/crypto/judge.ts";
import type { OwnLeaf } from "../src/crypto/leaf.ts";
import { groupId, HEADS_EXTENSION, type Place } from "../src/crypto/rules.ts";
import { pack, unpack } from "../src/crypto/wire.ts";
import { encode, utf8 } from "../src/dossier/bytes.ts";
import { gathered, type Guest, guest, leaves, Ledger, NOW, PLACE, TALK } from "./crowd.ts";
import { add, altered, at, catchUp, forge, forgedEntry, forgedLeaf, indexOf, isTakenBare, message, stateOf, SUITE, type World, world } from "./forge.ts";

const EXTENSION: Extension = { extensionType: "application_id", extensionData: utf8("x") };
const HOUR = 3_600;
const second = Math.floor(NOW / 1_000);

async function infoOf(group: Group, change: (info: GroupInfo) => GroupInfo = (info) => info): Promise<Uint8Array> {
  const state = stateOf(group);
  const heads: Extension = { extensionType: HEADS_EXTENSION, extensionData: writeHeads(group.heads) };
  const { signature: _, ...described } = change(await createGroupInfoWithExternalPubAndRatchetTree(state, [heads], SUITE));
  return pack({ wireformat: "mls_group_info", groupInfo: await signGroupInfo(described, state.signaturePrivateKey, SUITE.signature) });
}

function leafOf(group: Group, who: Guest) {
  const leaf = stateOf(group).ratchetTree[2 * indexOf(group, who)];
  if (leaf?.nodeType !== "leaf") throw new Error("no leaf");
  return leaf.leaf;
}

interface Entry {
  what: string;
  rule: Rule;
  hostile: (world: World) => Promise<Uint8Array>;
  bare: boolean;
}

const entries: Entry[] = [
  {
    what: "who comes in removes somebody else", rule: "REMOVES_OTHER", bare: true,
    hostile: async ({ anas, dan, cleo }) => forgedEntry(message(await infoOf(anas)), await forgedLeaf(dan), dan.judge.newest(), leafOf(anas, cleo)),
  },
  {
    what: "who comes back keeps her earlier leaf", rule: "NOT_REPLACED", bare: true,
    hostile: async ({ anas, cleo, dan }) => forgedEntry(message(await infoOf(anas)), await forgedLeaf(cleo), dan.judge.newest()),
  },
  {
    what: "somebody comes in whom the dossier does not admit", rule: "NOT_ADMITTED", bare: true,
    hostile: async (world) => {
      leaves(world.ledger, world.dan);
      catchUp(world);
      return forgedEntry(message(await infoOf(world.anas)), await forgedLeaf(world.dan), world.dan.judge.newest());
    },
  },
  {
    what: "somebody comes in under another's name, with a device of her own", rule: "NOT_ADMITTED", bare: true,
    hostile: async ({ anas, dan, ana, cleo }) => forgedEntry(message(await infoOf(anas)),
      await forgedLeaf(dan, { identity: { person: "cleo", chain: ana.maker.chain } }), dan.judge.newest(), leafOf(anas, cleo)),
  },
  {
    what: "somebody comes in with another's credential", rule: "CREDENTIAL_KEY", bare: true,
    hostile: async ({ anas, dan, cleo }) => {
      const hers = leafOf(anas, cleo).credential;
      return forgedEntry(message(await infoOf(anas)), await forgedLeaf(dan, { credential: () => ("identity" in hers ? hers.identity : new Uint8Array()) }), dan.judge.newest(), leafOf(anas, cleo));
    },
  },
  {
    what: "somebody comes in whose time is over", rule: "LIFETIME_PAST", bare: true,
    hostile: async ({ anas, dan }) => forgedEntry(message(await infoOf(anas)), await forgedLeaf(dan, { identity: { notBefore: second - 2 * HOUR, notAfter: second - HOUR } }), dan.judge.newest()),
  },
  {
    what: "somebody comes in and brings another", rule: "EXTERNAL_INIT", bare: false,
    hostile: async ({ anas, dan, cleo }) => {
      const { shown } = await forgedLeaf(cleo);
      return altered(await forgedEntry(message(await infoOf(anas)), await forgedLeaf(dan), dan.judge.newest()), (entry) => (entry.content.contentType !== "commit" ? entry : {
        ...entry, content: { ...entry.content, commit: { ...entry.content.commit, proposals: [...entry.content.commit.proposals, { proposalOrRefType: "proposal", proposal: add(shown) }] } } }));
    },
  },
  {
    what: "somebody comes in without a leaf", rule: "NO_PATH", bare: false,
    hostile: async ({ anas, dan }) => altered(await forgedEntry(message(await infoOf(anas)), await forgedLeaf(dan), dan.judge.newest()), (entry) => (entry.content.contentType !== "commit" ? entry : {
      ...entry, content: { ...entry.content, commit: { proposals: entry.content.commit.proposals, path: undefined } } })),
  },
];

for (const { what, rule, hostile, bare } of entries) {
  test(`refused as ${rule}: ${what}`, async () => {
    const attacked = await world();
    catchUp(attacked);
    const commit = await hostile(attacked);
    assert.equal(await isTakenBare(attacked.bens, commit), bare, "what the library alone does");
    await assert.rejects(attacked.bens.take(commit, NOW), { rule });
    const quiet = await world();
    const honest = await forgedEntry(message(await infoOf(quiet.anas)), await forgedLeaf(quiet.dan), quiet.dan.judge.newest());
    assert.equal((await quiet.bens.take(honest, NOW)).added[0]?.person, "dan", "an honest entry made likewise is taken");
    const again = await world();
    const back = await forgedEntry(message(await infoOf(again.anas)), await forgedLeaf(again.cleo), again.dan.judge.newest(), leafOf(again.anas, again.cleo));
    assert.equal((await again.bens.take(back, NOW)).removed[0]?.person, "cleo", "and so is who comes back");
  });
}

/** What Dan, who is to join, is told of the group. */
interface Told {
  what: string;
  rule: Rule;
  change: (info: GroupInfo, world: World) => GroupInfo | Promise<GroupInfo>;
}

const without = (info: GroupInfo, type: unknown): GroupInfo => ({ ...info, extensions: info.extensions.filter(({ extensionType }) => extensionType !== type) });
const withHeads = (info: GroupInfo, data: Uint8Array): GroupInfo => ({ ...info, extensions: [...without(info, HEADS_EXTENSION).extensions, { extensionType: HEADS_EXTENSION, extensionData: data }] });
const withContext = (info: GroupInfo, change: Partial<GroupInfo["groupContext"]>): GroupInfo => ({ ...info, groupContext: { ...info.groupContext, ...change } });

async function otherPlace(change: Partial<Record<keyof Place, unknown>>): Promise<Uint8Array> {
  return groupId(new Uint8Array(16), { ...PLACE, ...change } as Place);
}

const told: Told[] = [
  { what: "a group of another generation", rule: "WRONG_GROUP", change: async (info) => withContext(info, { groupId: await otherPlace({ generation: 2 }) }) },
  { what: "a group of another talk", rule: "WRONG_GROUP", change: async (info) => withContext(info, { groupId: await otherPlace({ talk: `C${TALK.slice(1)}` }) }) },
  { what: "a group for another purpose", rule: "WRONG_GROUP", change: async (info) => withContext(info, { groupId: await otherPlace({ purpose: "antechamber" }) }) },
  { what: "a group of any name", rule: "WRONG_GROUP", change: (info) => withContext(info, { groupId: utf8("a group") }) },
  { what: "a group of another suite", rule: "WRONG_SUITE", change: (info) => withContext(info, { cipherSuite: "MLS_256_XWING_AES256GCM_SHA512_Ed25519" }) },
  { what: "a group with an extension", rule: "CONTEXT_EXTENSION", change: (info) => withContext(info, { extensions: [EXTENSION] }) },
  {
    what: "a group in which somebody outside may propose", rule: "CONTEXT_EXTENSION",
    change: async (info, { cleo }) => withContext(info, { extensions: [{ extensionType: "external_senders", extensionData: encodeExternalSender({
      signaturePublicKey: new Uint8Array(32), credential: (await forgedLeaf(cleo)).shown.leafNode.credential }) }] }),
  },
  { what: "a description with an extension", rule: "INFO_EXTENSION", change: (info) => ({ ...info, extensions: [...info.extensions, EXTENSION] }) },
  { what: "a description without heads", rule: "INFO_EXTENSION", change: (info) => without(info, HEADS_EXTENSION) },
  { what: "a description without a tree", rule: "NO_TREE", change: (info) => without(info, "ratchet_tree") },
  { what: "a description with heads that nobody knows", rule: "HEADS_UNKNOWN", change: (info, { ledger }) => withHeads(info, writeHeads(new Map([...ledger.heads()].map(([chain, { seq, hash }]) => [chain, { seq: seq + 9, hash }])))) },
  { what: "a description with no such heads", rule: "HEADS_FORM", change: (info) => withHeads(info, utf8("{}")) },
  { what: "a signer without a leaf", rule: "NO_SIGNER", change: (info) => ({ ...info, signer: 40 }) },
  { what: "another signer", rule: "DOES_NOT_HOLD", change: (info) => ({ ...info, signer: 1 }) },
  { what: "a tree that is none", rule: "GARBAGE", change: (info) => ({ ...info, extensions: [...without(info, "ratchet_tree").extensions, { extensionType: "ratchet_tree", extensionData: utf8("tree") }] }) },
  {
    what: "a tree that is another", rule: "DOES_NOT_HOLD",
    change: (info, { anas }) => ({ ...info, extensions: [...without(info, "ratchet_tree").extensions, { extensionType: "ratchet_tree", extensionData: encodeTls(ratchetTreeEncoder)(stateOf(anas).ratchetTree.slice(0, 3)) }] }),
  },
];

for (const { what, rule, change } of told) {
  test(`who enters by herself refuses as ${rule}: ${what}`, async () => {
    const here = await world();
    catchUp(here);
    const info = await createGroupInfoWithExternalPubAndRatchetTree(stateOf(here.anas), [{ extensionType: HEADS_EXTENSION, extensionData: writeHeads(here.anas.heads) }], SUITE);
    const changed = await change(info, here);
    await assert.rejects(async () => Group.enter(await here.dan.leaf(), await infoOf(here.anas, () => changed), here.dan.ground), { rule });
    const { group } = await Group.enter(await here.dan.leaf(), await infoOf(here.anas), here.dan.ground);
    assert.equal(group.leaves.length, 4);
  });
}

test("who is not admitted herself makes no group and enters none", async () => {
  const here = await world();
  leaves(here.ledger, here.dan);
  const before = await infoOf(here.anas);
  here.dan.judge.catchUp();
  await assert.rejects(async () => Group.create(await here.dan.leaf(), here.dan.ground), { rule: "OWN_NOT_ADMITTED" });
  await assert.rejects(async () => Group.enter(await here.dan.leaf(), before, here.dan.ground), { rule: "OWN_NOT_ADMITTED" });
});

test("bytes that are no description, or not all of one, are refused", async () => {
  const here = await world();
  const info = await infoOf(here.anas);
  const commit = (await forge(here.anas)).commit;
  for (const [bytes, rule] of [[info.subarray(0, 900), "GARBAGE"], [new Uint8Array([...info, 1]), "GARBAGE"], [new Uint8Array(), "GARBAGE"], [commit, "WRONG_KIND"], [new Uint8Array(500_000), "TOO_LARGE"]] as const) {
    await assert.rejects(async () => Group.enter(await here.dan.leaf(), bytes, here.dan.ground), { rule });
    await assert.rejects(async () => Group.join(await here.dan.leaf(), bytes, here.dan.ground), { rule });
  }
  const altered = info.slice();
  altered[altered.length - 3]! ^= 1;
  await assert.rejects(async () => Group.enter(await here.dan.leaf(), altered, here.dan.ground), { rule: "DOES_NOT_HOLD" });
});

/** Dan is welcomed by a commit of Ana's that was made with the library alone. */
async function welcomed(here: World, own: OwnLeaf, what: Parameters<typeof forge>[1] = {}): Promise<Uint8Array> {
  return (await forge(here.anas, { ...what, proposals: [...what.proposals ?? [], add(own.shown)] })).welcome;
}

async function isWelcomeTakenBare(welcome: Uint8Array, own: OwnLeaf): Promise<boolean> {
  return joinGroup(unpack(welcome, "mls_welcome").welcome, own.shown, own.kept, emptyPskIndex, SUITE).then(() => true, () => false);
}

test("a welcome into a group with somebody whom the dossier does not admit is refused", async () => {
  const here = await world();
  const eve = await guest(here.ledger, "eve");
  leaves(here.ledger, eve);
  catchUp(here);
  const own = await here.dan.leaf();
  const hostile = await welcomed(here, own, { proposals: [add((await forgedLeaf(eve)).shown)] });
  assert.equal(await isWelcomeTakenBare(hostile, own), true);
  await assert.rejects(Group.join(own, hostile, here.dan.ground), { rule: "NOT_ADMITTED" });
  assert.equal((await Group.join(own, await welcomed(here, own), here.dan.ground)).leaves.length, 4);
});

test("a welcome into a group in which a person has two leaves is refused", async () => {
  const here = await world();
  catchUp(here);
  const own = await here.dan.leaf();
  const hostile = await welcomed(here, own, { proposals: [add((await forgedLeaf(here.cleo)).shown)] });
  assert.equal(await isWelcomeTakenBare(hostile, own), true);
  await assert.rejects(Group.join(own, hostile, here.dan.ground), { rule: "PERSON_TWICE" });
});

test("a welcome with heads that are not verified here, with none, or with more is refused", async () => {
  const here = await world();
  const own = await here.dan.leaf();
  leaves(here.ledger, here.cleo);
  here.ana.judge.catchUp();
  const early = await welcomed(here, own, { proposals: [{ proposalType: "remove", remove: { removed: indexOf(here.anas, here.cleo) } }] });
  assert.equal(await isWelcomeTakenBare(early, own), true);
  await assert.rejects(Group.join(own, early, here.dan.ground), { rule: "HEADS_UNKNOWN" });
  await assert.rejects(Group.join(own, await welcomed(here, own, { infoExtensions: [] }), here.dan.ground), { rule: "INFO_EXTENSION" });
  const more = [{ extensionType: HEADS_EXTENSION, extensionData: writeHeads(here.anas.heads) }, EXTENSION];
  await assert.rejects(Group.join(own, await welcomed(here, own, { infoExtensions: more }), here.dan.ground), { rule: "INFO_EXTENSION" });
  here.dan.judge.catchUp();
  assert.equal((await Group.join(own, early, here.dan.ground)).leaves.length, 3, "the early one is taken when the entries are here");
});

test("a welcome into a group of another place, or with an extension, is refused", async () => {
  const here = await world();
  const own = await here.dan.leaf();
  const leaf = await forgedLeaf(here.ana);
  for (const [id, extensions, rule] of [
    [await otherPlace({ generation: 2 }), [], "WRONG_GROUP"], [await otherPlace({}), [EXTENSION], "CONTEXT_EXTENSION"], [await otherPlace({}), [], undefined],
  ] as const) {
    const state = await createGroup(id, leaf.shown, leaf.kept, [...extensions], SUITE);
    const welcome = await welcomed(here, own, { state });
    assert.equal(await isWelcomeTakenBare(welcome, own), true);
    if (rule === undefined) await Group.join(own, welcome, here.dan.ground);
    else await assert.rejects(Group.join(own, welcome, here.dan.ground), { rule });
  }
});

test("a welcome for somebody else, of another suite, or spoilt, is refused", async () => {
  const here = await world();
  const own = await here.dan.leaf();
  const welcome = await welcomed(here, own);
  await assert.rejects(async () => Group.join(await here.dan.leaf(), welcome, here.dan.ground), { rule: "DOES_NOT_HOLD" });
  const parsed = unpack(welcome, "mls_welcome");
  const other = encodeMlsMessage({ ...parsed, welcome: { ...parsed.welcome, cipherSuite: "MLS_256_XWING_AES256GCM_SHA512_Ed25519" } });
  await assert.rejects(Group.join(own, other, here.dan.ground), { rule: "WRONG_SUITE" });
  const spoilt = welcome.slice();
  spoilt[spoilt.length - 9]! ^= 1;
  await assert.rejects(Group.join(own, spoilt, here.dan.ground), { rule: "DOES_NOT_HOLD" });
});

test("a key package that breaks a rule is not added, and does not keep others out", async () => {
  const here = await world();
  const eve = await guest(here.ledger, "eve");
  const fay = await guest(here.ledger, "fay");
  leaves(here.ledger, fay);
  catchUp(here);
  const packed = async (leaf: Promise<{ shown: Parameters<typeof add>[0] }>) => pack({ wireformat: "mls_key_package", keyPackage: (await leaf).shown });
  const proposed = await here.anas.propose([
    await packed(forgedLeaf(eve, { identity: { role: "principal" } })), await packed(forgedLeaf(fay)), utf8("key package"), await packed(forgedLeaf(eve, { extensions: [EXTENSION] })),
    await packed(forgedLeaf(here.dan)),
  ], NOW);
  assert.deepEqual((await here.bens.take(proposed?.commit ?? new Uint8Array(), NOW)).added.map(({ person }) => person), ["dan"]);
});

test("what is said is taken once, in its epoch and its group, under its own id", async () => {
  const here = await world();
  const said = await here.anas.seal(utf8("yes"), "w1");
  const tampered = said.slice();
  tampered[tampered.length - 1]! ^= 1;
  await assert.rejects(here.bens.open(tampered), { rule: "DOES_NOT_HOLD" });
  assert.equal((await here.bens.open(said)).id, "w1");
  await assert.rejects(here.bens.open(said), { rule: "DOES_NOT_HOLD" }, "once only");
  await assert.rejects(here.bens.open((await forge(here.anas, { isPrivate: true })).commit), { rule: "WRONG_KIND" });
  const late = await here.anas.seal(utf8("no"), "w2");
  await here.bens.take((await forge(here.anas)).commit, NOW);
  await assert.rejects(here.bens.open(late), { rule: "WRONG_EPOCH" });
  const [others] = await gathered(await guest(new Ledger(), "zoe")) as [Group];
  await assert.rejects(here.bens.open(await others.seal(utf8("hello"), "w3")), { rule: "WRONG_GROUP" });
});

test("a group's id is random and bound to what it is for", async () => {
  const { ana } = await world();
  const ids = await Promise.all([1, 2].map(async () => (await Group.create(await ana.leaf(), ana.ground)).group.id));
  assert.notEqual(ids[0], ids[1]);
  const places = [{}, { generation: 2 }, { talk: "x" }, { purpose: "antechamber" }];
  assert.equal(new Set(await Promise.all(places.map(async (place) => encode(await otherPlace(place))))).size, 4);
});

test("whose time is over is removed, and nobody before", async () => {
  const here = await world();
  assert.deepEqual(here.anas.stale(NOW), []);
  assert.equal(here.anas.stale(NOW + 24 * HOUR * 1_000).length, 3);
  const commit = await at(0, async () => (await forge(here.anas, { proposals: [{ proposalType: "remove", remove: { removed: indexOf(here.anas, here.cleo) } }] })).commit);
  await assert.rejects(here.bens.take(commit, NOW + 22 * HOUR * 1_000), { rule: "REMOVES_ADMITTED" });
  assert.equal((await here.bens.take(commit, NOW + 23 * HOUR * 1_000)).removed[0]?.person, "cleo");
});

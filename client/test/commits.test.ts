import assert from "node:assert/strict";
import { test } from "node:test";
import { createProposal, encodeMlsMessage, type Extension, type KeyPackage, processMessage, type Proposal, type PskIndex, emptyPskIndex } from "ts-mls";
import type { Rule } from "../src/crypto/broken.ts";
import { utf8 } from "../src/dossier/bytes.ts";
import { Group } from "../src/crypto/group.ts";
import type { OwnLeaf } from "../src/crypto/leaf.ts";
import type { Heads } from "../src/dossier/heads.ts";
import { guest, leaves, NOW, same, TALK } from "./crowd.ts";
import { add, altered, at, catchUp, forge, type Forged, forgedLeaf, indexOf, isTakenBare, type Lie, remove, stateOf, withOwnLeaf, type World, world, SUITE } from "./forge.ts";

type Commit = (world: World) => Promise<Uint8Array>;

/** A commit that Ben refuses, and an honest one made in the same way that he takes. */
interface Case {
  what: string;
  rule: Rule;
  hostile: Commit;
  honest?: Commit;
  /** Whether the library alone takes it, so that it is our rule that stops it. */
  bare: boolean;
  psks?: PskIndex;
}

const byAna = (what: (world: World) => Forged | Promise<Forged>): Commit => async (world) => (await forge(world.anas, await what(world))).commit;
const plain = byAna(() => ({}));
const harmed = (change: Parameters<typeof altered>[1]): Commit => async (world) => altered(await plain(world), change);
const harmedBytes = (change: (bytes: Uint8Array) => Uint8Array): Commit => async (world) => change(await plain(world));
const withProposals = (proposals: Proposal[]) => harmed((message) => (message.content.contentType !== "commit" ? message : {
  ...message, content: { ...message.content, commit: { ...message.content.commit, proposals: proposals.map((proposal) => ({ proposalOrRefType: "proposal" as const, proposal })) } },
}));

function moved(heads: Heads, by: number, hash?: string): Heads {
  return new Map([...heads].map(([chain, head], at) => [chain, at === 0 ? { seq: head.seq + by, hash: hash ?? head.hash } : head]));
}

const OTHER_HASH = "A".repeat(43);
const EXTENSION: Extension = { extensionType: "application_id", extensionData: utf8("x") };
const PSK: PskIndex = { findPsk: () => new Uint8Array(32) };

const heads: Case[] = [
  { what: "no heads", rule: "HEADS_FORM", hostile: byAna(() => ({ data: new Uint8Array() })), bare: true },
  { what: "heads in another order of letters", rule: "HEADS_FORM", hostile: byAna(() => ({ data: utf8('{ "heads":{}}') })), bare: true },
  { what: "heads that nobody knows", rule: "HEADS_UNKNOWN", hostile: byAna(({ ana }) => ({ heads: moved(ana.judge.newest(), 100) })), bare: true },
  { what: "heads of another history", rule: "HEADS_UNKNOWN", hostile: byAna(({ ana }) => ({ heads: moved(ana.judge.newest(), 0, OTHER_HASH) })), bare: true },
  {
    what: "heads that are not verified yet", rule: "HEADS_UNKNOWN", bare: true,
    hostile: async (world) => (leaves(world.ledger, world.dan), world.ana.judge.catchUp(), plain(world)),
    honest: async (world) => (leaves(world.ledger, world.dan), catchUp(world), plain(world)),
  },
  {
    what: "heads that go back", rule: "HEADS_BACKWARD", bare: true,
    hostile: byAna((world) => ({ heads: earlier(world) })),
    honest: byAna(({ anas }) => ({ heads: anas.heads })),
  },
];

function earlier({ ana, ledger }: World): Heads {
  return new Map([...ana.judge.newest()].map(([chain, { seq }]) => [chain, { seq: seq - 1, hash: ledger.hash(chain, seq - 1) }]));
}

const people: Case[] = [
  {
    what: "a member removes an admitted member", rule: "REMOVES_ADMITTED", bare: true,
    hostile: byAna(({ anas, cleo }) => ({ proposals: [remove(indexOf(anas, cleo))] })),
    honest: byAna((world) => (leaves(world.ledger, world.cleo), catchUp(world), { proposals: [remove(indexOf(world.anas, world.cleo))] })),
  },
  {
    what: "a member keeps somebody who went out", rule: "STALE_KEPT", bare: true,
    hostile: byAna((world) => (leaves(world.ledger, world.cleo), catchUp(world), {})),
    honest: byAna((world) => (leaves(world.ledger, world.cleo), catchUp(world), { proposals: [remove(indexOf(world.anas, world.cleo))] })),
  },
  {
    what: "a member who went out commits", rule: "STALE_KEPT", bare: true,
    hostile: byAna((world) => (leaves(world.ledger, world.ana), catchUp(world), {})),
  },
  {
    what: "somebody is added whom the dossier does not admit", rule: "NOT_ADMITTED", bare: true,
    hostile: byAna(async (world) => (leaves(world.ledger, world.dan), catchUp(world), { proposals: [add((await forgedLeaf(world.dan)).shown)] })),
    honest: byAna(async (world) => (catchUp(world), { proposals: [add((await forgedLeaf(world.dan)).shown)] })),
  },
  {
    what: "somebody is added who takes another role", rule: "NOT_ADMITTED", bare: true,
    hostile: byAna(async (world) => (catchUp(world), { proposals: [add((await forgedLeaf(world.dan, { identity: { role: "principal" } })).shown)] })),
  },
  {
    what: "a person gets a second leaf", rule: "NOT_REPLACED", bare: true,
    hostile: byAna(async ({ cleo }) => ({ proposals: [add((await forgedLeaf(cleo)).shown)] })),
    honest: byAna(async ({ cleo, anas }) => ({ proposals: [remove(indexOf(anas, cleo)), add((await forgedLeaf(cleo)).shown)] })),
  },
  {
    what: "the committer gets a second leaf", rule: "NOT_REPLACED", bare: true,
    hostile: byAna(async ({ ana }) => ({ proposals: [add((await forgedLeaf(ana)).shown)] })),
  },
  {
    what: "a person comes in twice at once", rule: "PERSON_TWICE", bare: true,
    hostile: byAna(async (world) => (catchUp(world), { proposals: [add((await forgedLeaf(world.dan)).shown), add((await forgedLeaf(world.dan)).shown)] })),
    honest: byAna(async (world) => {
      const eva = await guest(world.ledger, "eva");
      catchUp(world);
      return { proposals: [add((await forgedLeaf(world.dan)).shown), add((await forgedLeaf(eva)).shown)] };
    }),
  },
  { what: "a leaf is removed that is not there", rule: "NO_LEAF", hostile: withProposals([remove(77)]), bare: false },
  { what: "the committer removes herself", rule: "REMOVES_SENDER", hostile: withProposals([remove(0)]), bare: false },
];

const path: Case[] = [
  {
    what: "a path changes the credential", rule: "CREDENTIAL_CHANGED", bare: true,
    hostile: byAna(async ({ anas, cleo }) => ({ state: withOwnLeaf(anas, { credential: (await forgedLeaf(cleo)).shown.leafNode.credential }) })),
    honest: byAna(({ anas }) => ({ state: withOwnLeaf(anas, {}) })),
  },
  {
    what: "a path changes the credential to one of the same person", rule: "CREDENTIAL_CHANGED", bare: true,
    hostile: byAna(async ({ anas, ana }) => ({ state: withOwnLeaf(anas, { credential: (await forgedLeaf(ana)).shown.leafNode.credential }) })),
  },
  {
    what: "a path changes the signature key", rule: "KEY_CHANGED", bare: true,
    hostile: byAna(async ({ anas }) => {
      const pair = await SUITE.signature.keygen();
      const sign = (key: Uint8Array, message: Uint8Array) => SUITE.signature.sign(new TextDecoder().decode(message.subarray(0, 40)).includes("LeafNodeTBS") ? pair.signKey : key, message);
      return { state: withOwnLeaf(anas, { signaturePublicKey: pair.publicKey }), suite: { ...SUITE, signature: { ...SUITE.signature, sign } } };
    }),
    honest: byAna(({ anas }) => ({ state: withOwnLeaf(anas, {}), suite: { ...SUITE } })),
  },
  { what: "a path gives a leaf an extension", rule: "LEAF_EXTENSION", hostile: byAna(({ anas }) => ({ state: withOwnLeaf(anas, { extensions: [EXTENSION] }) })), bare: true },
  {
    what: "a path gives a leaf other capabilities", rule: "CAPABILITIES", bare: true,
    hostile: byAna(({ anas }) => ({ state: withOwnLeaf(anas, { capabilities: { versions: ["mls10"], ciphersuites: [SUITE.name], extensions: [0xf001], proposals: [], credentials: ["basic"] } }) })),
  },
];

const adding = (lie: (world: World) => Lie | Promise<Lie>, secondsFromNow = 0): Commit => async (world) => {
  catchUp(world);
  const { shown } = await forgedLeaf(world.dan, await lie(world));
  return at(secondsFromNow, async () => (await forge(world.anas, { proposals: [add(shown)] })).commit);
};
const liar = (what: string, rule: Rule, lie: (world: World) => Lie | Promise<Lie>, secondsFromNow = 0): Case =>
  ({ what, rule, hostile: adding(lie, secondsFromNow), honest: adding(() => ({})), bare: true });

const HOUR = 3_600;
const second = Math.floor(NOW / 1_000);

const added: Case[] = [
  liar("a leaf whose time is over", "LIFETIME_PAST", () => ({ identity: { notBefore: second - 20 * HOUR, notAfter: second - HOUR } }), -2 * HOUR),
  liar("a leaf whose time has not come", "LIFETIME_FUTURE", () => ({ identity: { notBefore: second + HOUR, notAfter: second + 2 * HOUR } }), 1.5 * HOUR),
  liar("a leaf that lives too long", "LIFETIME_LONG", () => ({ identity: { notBefore: second - HOUR, notAfter: second + 24 * HOUR } })),
  liar("a leaf that lives longer than its credential", "LIFETIME_DIFFERS", () => ({ lifetime: [second - HOUR, second + 90 * 24 * HOUR] })),
  liar("a leaf of another talk", "CREDENTIAL_PLACE", () => ({ identity: { talk: `C${TALK.slice(1)}` } })),
  liar("another leaf's credential", "CREDENTIAL_KEY", async ({ dan }) => {
    const honest = (await forgedLeaf(dan)).shown.leafNode.credential;
    return { credential: () => ("identity" in honest ? honest.identity : new Uint8Array()) };
  }),
  liar("a credential that another device signed", "CREDENTIAL_SIGNATURE", ({ ana }) => ({ sign: ana.sign })),
  liar("a credential for another purpose", "CREDENTIAL_FORM", () => ({ identity: { purpose: "antechamber" as "room" } })),
  liar("a credential written in another way", "CREDENTIAL_FORM", () => ({ credential: (honest) => utf8(new TextDecoder().decode(honest).replace(",", ", ")) })),
  liar("a credential with one thing more", "CREDENTIAL_FORM", () => ({ credential: (honest) => utf8(new TextDecoder().decode(honest).replace("}", ',"more":1}')) })),
  liar("no credential at all", "CREDENTIAL_FORM", () => ({ credential: () => utf8("dan") })),
  liar("a credential by a key of small order", "CREDENTIAL_FORM", () => ({ identity: { device: `AQ${"A".repeat(41)}` } })),
  liar("a huge credential", "TOO_LARGE", () => ({ credential: () => new Uint8Array(3_000) })),
  liar("a leaf with an extension", "LEAF_EXTENSION", () => ({ leafExtensions: [EXTENSION] })),
  liar("a leaf with an unknown extension", "LEAF_EXTENSION", () => ({ leafExtensions: [{ extensionType: 0xf001, extensionData: utf8("x") }], capabilities: { extensions: [0xf001] } })),
  liar("a key package with an extension", "KEY_PACKAGE_EXTENSION", () => ({ extensions: [EXTENSION] })),
  liar("a leaf that can do more than ours", "CAPABILITIES", () => ({ capabilities: { proposals: [0xf00d] } })),
  { what: "a key package of another suite", rule: "WRONG_SUITE", bare: false, hostile: async (world) => {
    const { shown } = await forgedLeaf(world.dan);
    return withProposals([add({ ...shown, cipherSuite: "MLS_256_XWING_AES256GCM_SHA512_Ed25519" } as KeyPackage)])(world);
  } },
];

const kinds: Case[] = [
  {
    what: "a key from elsewhere is mixed in", rule: "PRESHARED_KEY", bare: true, psks: PSK,
    hostile: byAna(() => ({ psks: PSK, proposals: [{ proposalType: "psk", psk: { preSharedKeyId: { psktype: "external", pskId: utf8("x"), pskNonce: new Uint8Array(SUITE.kdf.size) } } }] })),
  },
  {
    what: "the group is closed for another", rule: "REINIT", bare: true,
    hostile: byAna(() => ({ proposals: [{ proposalType: "reinit", reinit: { groupId: utf8("x"), version: "mls10", cipherSuite: SUITE.name, extensions: [] } }] })),
  },
  {
    what: "somebody outside may propose from now on", rule: "CONTEXT_CHANGE", bare: true,
    hostile: byAna(() => ({ proposals: [{ proposalType: "group_context_extensions", groupContextExtensions: { extensions: [EXTENSION] } }] })),
  },
  { what: "a proposal of an unknown kind", rule: "UNKNOWN_PROPOSAL", hostile: byAna(() => ({ proposals: [{ proposalType: 0xf00d, proposalData: utf8("x") }] })), bare: true },
  {
    what: "an update", rule: "UPDATE", bare: false,
    hostile: async (world) => withProposals([{ proposalType: "update", update: { leafNode: { ...(await forgedLeaf(world.cleo)).shown.leafNode, leafNodeSource: "update", extensions: [] } } }])(world),
  },
  { what: "a member enters from outside", rule: "EXTERNAL_INIT", hostile: withProposals([{ proposalType: "external_init", externalInit: { kemOutput: new Uint8Array(32) } }]), bare: false },
  { what: "a proposal by reference", rule: "REFERENCE", hostile: byReference, bare: true },
  { what: "a commit that is hidden from us", rule: "WRONG_KIND", hostile: byAna(() => ({ isPrivate: true })), bare: true },
  { what: "a proposal alone", rule: "WRONG_KIND", hostile: async ({ anas }) => encodeMlsMessage((await createProposal(stateOf(anas), true, remove(2), SUITE)).message), bare: true },
  { what: "an external sender", rule: "SENDER", hostile: harmed((message) => ({ ...message, senderType: "external", content: { ...message.content, sender: { senderType: "external", senderIndex: 0 } } } as typeof message)), bare: false },
  { what: "somebody who is not yet a member proposes", rule: "SENDER", hostile: harmed((message) => ({ ...message, senderType: "new_member_proposal", content: { ...message.content, sender: { senderType: "new_member_proposal" } } } as typeof message)), bare: false },
  { what: "a sender without a leaf", rule: "NO_LEAF", hostile: harmed((message) => ({ ...message, content: { ...message.content, sender: { senderType: "member", leafIndex: 66 } } } as typeof message)), bare: false },
  { what: "a commit of another group", rule: "WRONG_GROUP", hostile: harmed((message) => ({ ...message, content: { ...message.content, groupId: new Uint8Array(32) } })), bare: false },
  { what: "a commit of a later epoch", rule: "WRONG_EPOCH", hostile: harmed((message) => ({ ...message, content: { ...message.content, epoch: message.content.epoch + 1n } })), bare: false },
  { what: "a commit of an earlier epoch", rule: "WRONG_EPOCH", hostile: harmed((message) => ({ ...message, content: { ...message.content, epoch: message.content.epoch - 1n } })), bare: false },
  { what: "a signature that does not hold", rule: "DOES_NOT_HOLD", hostile: harmed((message) => ({ ...message, auth: { ...message.auth, signature: new Uint8Array(64) } })), bare: false },
  { what: "a confirmation that does not hold", rule: "DOES_NOT_HOLD", hostile: harmed((message) => ({ ...message, auth: { ...message.auth, confirmationTag: new Uint8Array(32) } } as typeof message)), bare: false },
];

/** Cleo is removed by a proposal that came before, so that the commit itself shows nothing of it. */
async function byReference({ anas, bens }: World): Promise<Uint8Array> {
  const proposed = await createProposal(stateOf(anas), true, remove(2), SUITE);
  const holder = bens as unknown as { now: { state: ReturnType<typeof stateOf> } };
  if (proposed.message.wireformat !== "mls_public_message") throw new Error("private");
  const heard = await processMessage(proposed.message, stateOf(bens), emptyPskIndex, () => "accept", SUITE);
  holder.now = { ...holder.now, state: heard.newState };
  return (await forge(anas, { state: proposed.newState })).commit;
}

const bytes: Case[] = [
  { what: "nothing", rule: "GARBAGE", hostile: async () => new Uint8Array(), bare: false },
  { what: "noise", rule: "GARBAGE", hostile: async () => new Uint8Array(500).map((_, at) => (at * 7919) & 255), bare: false },
  { what: "a commit without its end", rule: "GARBAGE", hostile: harmedBytes((all) => all.subarray(0, all.length - 5)), bare: false },
  { what: "a commit and more", rule: "GARBAGE", hostile: harmedBytes((all) => new Uint8Array([...all, 0])), bare: true },
  { what: "a huge commit", rule: "TOO_LARGE", hostile: async () => new Uint8Array(400_000), bare: false },
];

for (const { what, rule, hostile, honest = plain, bare, psks } of [...heads, ...people, ...path, ...added, ...kinds, ...bytes]) {
  test(`refused as ${rule}: ${what}`, async () => {
    const attacked = await world();
    const commit = await hostile(attacked);
    assert.equal(await isTakenBare(attacked.bens, commit, psks).catch(() => false), bare, "what the library alone does");
    await assert.rejects(attacked.bens.take(commit, NOW), { rule });
    const quiet = await world();
    assert.equal((await quiet.bens.take(await honest(quiet), NOW)).epoch, 2, "an honest commit made likewise is taken");
  });
}

test("a key package is good once: no member of ours adds it again, and where a hostile one does, all who are in judge it alike", async () => {
  const attacked = await world();
  const { ledger, anas, bens, dan } = attacked;
  const eva = await guest(ledger, "eva");
  catchUp(attacked);
  eva.judge.catchUp();
  const [first, second, evas] = [await dan.leaf(), await dan.leaf(), await eva.leaf()];
  const letIn = async (...leaves: OwnLeaf[]) => {
    const made = await anas.propose(leaves.map(({ keyPackage }) => keyPackage), NOW);
    assert.ok(made);
    for (const group of [anas, bens]) await group.take(made.commit, NOW);
    return made.welcome;
  };
  await letIn(first);
  const welcome = await letIn(second, evas);
  const [dans, newcomer] = [await Group.join(second, welcome, dan.ground), await Group.join(evas, welcome, eva.ground)];
  assert.equal(await anas.propose([first.keyPackage], NOW), undefined, "no member of ours proposes it");
  assert.equal(await bens.propose([first.keyPackage], NOW), undefined);
  const { commit: hostile } = await forge(anas, { proposals: [remove(indexOf(anas, dan)), add(first.shown)] });
  assert.equal((await dans.take(hostile, NOW)).ended, "replaced", "she hears that she is out");
  for (const group of [bens, newcomer]) assert.equal((await group.take(hostile, NOW)).epoch, 4);
  const [one, other] = await same([bens, newcomer]);
  assert.equal(one, other, "who saw it used before and who did not");
  const back = await dan.leaf();
  const healed = await bens.propose([back.keyPackage], NOW);
  assert.ok(healed, "and a new one lets her in again");
  assert.equal((await Group.join(back, healed.welcome, dan.ground)).epoch, 5);
});

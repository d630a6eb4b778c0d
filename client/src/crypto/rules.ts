// What MLS leaves to the application, enforced before the library sees a message: who may hold a leaf, what a commit may do,
// and that nothing of MLS is used but adding, removing, and entering by an external commit.
import type { Commit, GroupContext, GroupInfo, KeyPackage, LeafNode, Proposal, PublicMessage, RatchetTree, Sender } from "ts-mls";
import { decodeRatchetTree } from "ts-mls/ratchetTree.js";
import { type Bytes, concat, decode, encode, utf8 } from "../dossier/bytes.ts";
import type { Heads } from "../dossier/heads.ts";
import { hash } from "../dossier/signatures.ts";
import { broken } from "./broken.ts";
import { type Identity, isSamePerson, readCredential } from "./credential.ts";
import { isAfterOrAt, type Judge, readHeads } from "./judge.ts";
import type { Suite } from "./suite.ts";
import { isSame, unpack } from "./wire.ts";

/** Which group: the node's generation changes when nobody holds its keys any more. */
export interface Place {
  talk: string;
  purpose: "room";
  generation: number;
}

/** What everything is judged by. */
export interface Ground {
  place: Place;
  judge: Judge;
  suite: Suite;
  /** The leaves that this browser has seen in a group, by their keys: it adds none again. Others saw others: no commit is judged by it. */
  used: Set<string>;
  nowMillis: number;
}

/** Who sits on which leaf. */
export type Roll = ReadonlyMap<number, Identity>;

/** An epoch as far as a commit on it needs to be judged. */
export interface Epoch {
  context: GroupContext;
  tree: RatchetTree;
  roll: Roll;
  /** What its members were admitted by. */
  heads: Heads;
}

/** A commit that keeps the rules. */
export interface Ruled {
  message: PublicMessage;
  heads: Heads;
  /** Undefined for somebody who comes in by this commit. */
  committer: number | undefined;
  added: Identity[];
  removed: number[];
}

/** The extension of a group's description that says by which heads its members were admitted; private use, RFC 9420 section 17.3. */
export const HEADS_EXTENSION = 0xf0a1;

const MAX_SKEW_SECONDS = 300;
const MAX_LIFETIME_SECONDS = 24 * 3_600;
const NONCE_BYTES = 16;

/** A group's id: random, and bound to what the group is for. */
export async function groupId(nonce: Uint8Array, { talk, purpose, generation }: Place): Promise<Bytes> {
  const bound = await hash(utf8(`parley group\n${talk}\n${purpose}\n${generation}\n${encode(nonce)}`));
  return concat(nonce, bound.subarray(0, NONCE_BYTES));
}

async function checkContext(context: GroupContext, { place, suite }: Ground): Promise<void> {
  if (context.version !== "mls10") broken("WRONG_VERSION", context.version);
  if (context.cipherSuite !== suite.name) broken("WRONG_SUITE", context.cipherSuite);
  if (context.extensions.length > 0) broken("CONTEXT_EXTENSION", String(context.extensions[0]?.extensionType));
  if (!isSame(context.groupId, await groupId(context.groupId.subarray(0, NONCE_BYTES), place))) broken("WRONG_GROUP", "of another talk, purpose or generation");
}

/** Whose leaf this is; a device and a person are proven, that they belong here is not. */
async function checkLeaf(leaf: LeafNode, ground: Ground): Promise<Identity> {
  const { place, suite, nowMillis } = ground;
  if (leaf.credential.credentialType !== "basic") broken("CREDENTIAL_FORM", leaf.credential.credentialType);
  if (leaf.leafNodeSource === "update") broken("LEAF_SOURCE", "made by an update");
  if (leaf.extensions.length > 0) broken("LEAF_EXTENSION", String(leaf.extensions[0]?.extensionType));
  if (JSON.stringify(leaf.capabilities) !== JSON.stringify(suite.capabilities)) broken("CAPABILITIES", "not exactly ours");
  const identity = await readCredential(leaf.credential.identity);
  if (identity.talk !== place.talk || identity.purpose !== place.purpose) broken("CREDENTIAL_PLACE", "for another talk");
  if (!isSame(decode(identity.leaf, 43), leaf.signaturePublicKey)) broken("CREDENTIAL_KEY", "names another leaf");
  checkLifetime(identity, leaf, nowMillis / 1_000);
  return identity;
}

function checkLifetime({ notBefore, notAfter }: Identity, leaf: LeafNode, nowSeconds: number): void {
  if (notAfter - notBefore > MAX_LIFETIME_SECONDS || notAfter <= notBefore) broken("LIFETIME_LONG", `${notAfter - notBefore} seconds`);
  if (notBefore > nowSeconds + MAX_SKEW_SECONDS) broken("LIFETIME_FUTURE", `from ${notBefore}`);
  if (notAfter <= nowSeconds) broken("LIFETIME_PAST", `to ${notAfter}`);
  if (leaf.leafNodeSource !== "key_package") return;
  const { lifetime } = leaf;
  if (lifetime.notBefore !== BigInt(notBefore) || lifetime.notAfter !== BigInt(notAfter)) broken("LIFETIME_DIFFERS", "leaf and credential");
}

export async function checkKeyPackage(shown: KeyPackage, ground: Ground): Promise<Identity> {
  if (shown.version !== "mls10") broken("WRONG_VERSION", shown.version);
  if (shown.cipherSuite !== ground.suite.name) broken("WRONG_SUITE", shown.cipherSuite);
  if (shown.extensions.length > 0) broken("KEY_PACKAGE_EXTENSION", String(shown.extensions[0]?.extensionType));
  return checkLeaf(shown.leafNode, ground);
}

/** Who is in a group that is described to somebody who wants in, by a member's welcome or by her own commit. */
export async function checkInfo(info: GroupInfo, entry: "welcome" | "external", ground: Ground): Promise<Epoch> {
  await checkContext(info.groupContext, ground);
  const expected = entry === "welcome" ? [HEADS_EXTENSION, "ratchet_tree"] : [HEADS_EXTENSION, "external_pub", "ratchet_tree"];
  const present = info.extensions.map(({ extensionType }) => extensionType);
  if (!present.includes("ratchet_tree")) broken("NO_TREE", "no tree in the description");
  if (present.length !== expected.length || !expected.every((type) => present.includes(type as number))) broken("INFO_EXTENSION", present.join(" "));
  const extension = (type: number | "ratchet_tree") => info.extensions.find(({ extensionType }) => extensionType === type)?.extensionData;
  const tree = treeOf(extension("ratchet_tree") ?? new Uint8Array());
  const roll = new Map<number, Identity>();
  for (const [index, leaf] of leavesOf(tree)) roll.set(index, await checkLeaf(leaf, ground));
  if (!roll.has(info.signer)) broken("NO_SIGNER", `leaf ${info.signer}`);
  checkPersons([...roll.values()]);
  const heads = readHeads(extension(HEADS_EXTENSION) ?? new Uint8Array());
  checkVerified(heads, ground);
  // Whoever enters by herself cannot remove others: a leaf that is out of date is removed right after, and nothing is sent before.
  if (entry === "welcome") checkAdmitted([...roll.values()], heads, ground);
  return { context: info.groupContext, tree, roll, heads };
}

function treeOf(bytes: Uint8Array): RatchetTree {
  let found: ReturnType<typeof decodeRatchetTree>;
  try {
    found = decodeRatchetTree(bytes, 0);
  } catch {
    found = undefined;
  }
  return found !== undefined && found[1] === bytes.length ? found[0] : broken("GARBAGE", "no tree");
}

/** The leaves of a tree by their index. */
export function leavesOf(tree: RatchetTree): Map<number, LeafNode> {
  return new Map(tree.flatMap((node, at) => (node?.nodeType === "leaf" ? [[at / 2, node.leaf] as const] : [])));
}

function checkPersons(all: Identity[]): void {
  const persons = new Set(all.map(({ chain, person }) => `${chain} ${person}`));
  if (persons.size < all.length) broken("PERSON_TWICE", "a person holds two leaves");
}

function checkVerified(heads: Heads, { judge }: Ground): void {
  if (!judge.hasVerified(heads)) broken("HEADS_UNKNOWN", "not verified here");
}

function checkAdmitted(all: Identity[], heads: Heads, { judge }: Ground): void {
  const stranger = all.find((leaf) => !judge.admits(leaf, heads));
  if (stranger !== undefined) broken("NOT_ADMITTED", `${stranger.person} of ${stranger.chain}`);
}

/** Judges a commit on this epoch; throws a Broken where it may not be taken. */
export async function checkCommit(bytes: Uint8Array, epoch: Epoch, ground: Ground): Promise<Ruled> {
  const { publicMessage: message } = unpack(bytes, "mls_public_message");
  const { content } = message;
  if (content.contentType !== "commit") broken("WRONG_KIND", content.contentType);
  if (!isSame(content.groupId, epoch.context.groupId)) broken("WRONG_GROUP", "another group");
  if (content.epoch !== epoch.context.epoch) broken("WRONG_EPOCH", `${content.epoch} instead of ${epoch.context.epoch}`);
  const committer = committerOf(content.sender, epoch.roll);
  const proposals = content.commit.proposals.map((each) => (each.proposalOrRefType === "proposal" ? each.proposal : broken("REFERENCE", "a proposal by reference")));
  proposals.forEach((proposal) => checkKind(proposal, committer));
  const heads = readHeads(content.authenticatedData);
  checkVerified(heads, ground);
  if (!isAfterOrAt(heads, epoch.heads)) broken("HEADS_BACKWARD", "earlier heads than the epoch's");
  const removed = proposals.flatMap((proposal) => (proposal.proposalType === "remove" ? [(proposal as { remove: { removed: number } }).remove.removed] : []));
  for (const index of removed) if (!epoch.roll.has(index)) broken("NO_LEAF", `leaf ${index}`);
  const added = committer === undefined
    ? [await entering(content.commit, removed, epoch, ground)]
    : await addedBy(committer, content.commit, proposals, removed, epoch, ground, heads);
  checkAdmitted(added, heads, ground);
  return { message, heads, committer, added, removed };
}

function committerOf(sender: Sender, roll: Roll): number | undefined {
  switch (sender.senderType) {
    case "member": return roll.has(sender.leafIndex) ? sender.leafIndex : broken("NO_LEAF", `leaf ${sender.leafIndex}`);
    case "new_member_commit": return undefined;
    case "external":
    case "new_member_proposal": return broken("SENDER", sender.senderType);
  }
}

function checkKind(proposal: Proposal, committer: number | undefined): void {
  switch (proposal.proposalType) {
    case "add": return committer === undefined ? broken("EXTERNAL_INIT", "adds while it enters") : undefined;
    case "remove": return undefined;
    case "external_init": return committer === undefined ? undefined : broken("EXTERNAL_INIT", "by a member");
    case "update": return broken("UPDATE", "an update");
    case "psk": return broken("PRESHARED_KEY", "a key from elsewhere");
    case "reinit": return broken("REINIT", "another group");
    case "group_context_extensions": return broken("CONTEXT_CHANGE", "other extensions");
    default: return broken("UNKNOWN_PROPOSAL", String(proposal.proposalType));
  }
}

/** An external commit: brings one leaf in, and takes away that person's earlier one and no other. */
async function entering(commit: Commit, removed: number[], epoch: Epoch, ground: Ground): Promise<Identity> {
  if (commit.path === undefined) broken("NO_PATH", "an external commit without a leaf");
  const joiner = await checkLeaf(commit.path.leafNode, ground);
  if (removed.some((index) => !isSamePerson(at(epoch.roll, index), joiner))) broken("REMOVES_OTHER", "somebody else's leaf");
  const left = [...epoch.roll].filter(([index]) => !removed.includes(index)).map(([, identity]) => identity);
  if (left.some((identity) => isSamePerson(identity, joiner))) broken("NOT_REPLACED", "her earlier leaf stays");
  return joiner;
}

/** A member's commit: adds those whom the dossier admits, and removes those whom it does not, or who come back, and all of them. */
async function addedBy(
  committer: number, commit: Commit, proposals: Proposal[], removed: number[], epoch: Epoch, ground: Ground, heads: Heads,
): Promise<Identity[]> {
  checkPath(commit, committer, epoch, ground);
  if (removed.includes(committer)) broken("REMOVES_SENDER", "the committer herself");
  const added: Identity[] = [];
  for (const proposal of proposals) {
    if (proposal.proposalType === "add") added.push(await checkKeyPackage((proposal as { add: { keyPackage: KeyPackage } }).add.keyPackage, ground));
  }
  for (const index of removed) {
    const gone = at(epoch.roll, index);
    if (isCurrent(gone, heads, ground, MAX_SKEW_SECONDS) && !added.some((leaf) => isSamePerson(leaf, gone))) broken("REMOVES_ADMITTED", `leaf ${index}`);
  }
  const left = [...epoch.roll].filter(([index]) => !removed.includes(index)).map(([, identity]) => identity);
  if (left.some((leaf) => added.some((other) => isSamePerson(leaf, other)))) broken("NOT_REPLACED", "an earlier leaf stays");
  checkPersons([...left, ...added]);
  if (left.some((leaf) => !ground.judge.admits(leaf, heads))) broken("STALE_KEPT", "a leaf stays that the dossier does not admit");
  return added;
}

/** Whether somebody may stay: the dossier admits her, and her leaf's time is not over so many seconds from now. */
export function isCurrent(leaf: Identity, heads: Heads, { judge, nowMillis }: Ground, seconds = 0): boolean {
  return judge.admits(leaf, heads) && leaf.notAfter > nowMillis / 1_000 + seconds;
}

/** A path gives a leaf a new encryption key, and changes nothing else of it. */
function checkPath(commit: Commit, committer: number, epoch: Epoch, { suite }: Ground): void {
  const before = leavesOf(epoch.tree).get(committer);
  const after = commit.path?.leafNode;
  if (after === undefined || before === undefined) return;
  if (before.credential.credentialType !== "basic" || after.credential.credentialType !== "basic"
      || !isSame(before.credential.identity, after.credential.identity)) {
    broken("CREDENTIAL_CHANGED", `leaf ${committer}`);
  }
  if (!isSame(before.signaturePublicKey, after.signaturePublicKey)) broken("KEY_CHANGED", `leaf ${committer}`);
  if (after.extensions.length > 0) broken("LEAF_EXTENSION", `leaf ${committer}`);
  if (JSON.stringify(after.capabilities) !== JSON.stringify(suite.capabilities)) broken("CAPABILITIES", `leaf ${committer}`);
}

function at(roll: Roll, index: number): Identity {
  return roll.get(index) ?? broken("NO_LEAF", `leaf ${index}`);
}

// A group of MLS (RFC 9420) with what this browser knows of it. One call at a time; whoever holds it lets one finish
// before the next. A commit of one's own counts only when it has come back: another one may have been faster.
import {
  type ClientState, createApplicationMessage, createCommit, createGroup, createGroupInfoWithExternalPubAndRatchetTree, emptyPskIndex,
  type Extension, joinGroup, joinGroupExternal, type KeyPackage, mlsExporter, processPublicMessage, type Proposal, zeroOutUint8Array,
} from "ts-mls";
import { defaultClientConfig } from "ts-mls/clientConfig.js";
import { makeKeyPackageRef } from "ts-mls/keyPackage.js";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import { unprotectPublicMessage } from "ts-mls/messageProtectionPublic.js";
import { allSecretTreeValues } from "ts-mls/secretTree.js";
import { decryptGroupInfo, decryptGroupSecrets } from "ts-mls/welcome.js";
import { type Bytes, encode, utf8 } from "../dossier/bytes.ts";
import type { Heads } from "../dossier/heads.ts";
import { Broken, broken } from "./broken.ts";
import { type Identity, isSamePerson } from "./credential.ts";
import { writeHeads } from "./judge.ts";
import type { OwnLeaf } from "./leaf.ts";
import {
  checkCommit, checkInfo, checkKeyPackage, type Epoch, type Ground, groupId, HEADS_EXTENSION, isCurrent, leavesOf, type Roll, type Ruled,
} from "./rules.ts";
import type { Suite } from "./suite.ts";
import { isSame, pack, unpack } from "./wire.ts";

const CONFIG = { ...defaultClientConfig, keyRetentionConfig: { ...defaultClientConfig.keyRetentionConfig, retainKeysForEpochs: 1 } };

export interface Leaf extends Identity {
  index: number;
  own: boolean;
}

/** Bytes for the node: a commit, what the newly added need (empty if none is), and the group as it is after it. */
export interface Proposed {
  commit: Bytes;
  welcome: Bytes;
  groupInfo: Bytes;
}

/** What a commit did. */
export interface Change {
  epoch: number;
  added: Leaf[];
  removed: Leaf[];
  /** This browser's own leaf is gone, and whether its person has come in on another one; the group is of no use any more. */
  ended?: "removed" | "replaced";
}

/** What somebody said inside the group. */
export interface Spoken {
  from: Leaf;
  /** By which the sender and the node know it. */
  id: string;
  content: Bytes;
}

interface Next {
  state: ClientState;
  heads: Heads;
  roll: Roll;
}

/** A commit of one's own that has not come back. */
interface Pending extends Next {
  commit: Bytes;
  consumed: Uint8Array[];
}

export class Group {
  /** All of this epoch: whichever comes back is the one that counts. */
  private pending: Pending[] = [];

  private constructor(private now: Next, readonly ground: Omit<Ground, "nowMillis">) {}

  /** A group with this browser alone in it, and its description. */
  static async create(own: OwnLeaf, ground: Ground): Promise<{ group: Group; groupInfo: Bytes }> {
    const heads = ground.judge.newest();
    const id = await groupId(crypto.getRandomValues(new Uint8Array(16)), ground.place);
    const identity = await checkKeyPackage(own.shown, ground);
    if (!ground.judge.admits(identity, heads)) broken("OWN_NOT_ADMITTED", "this browser itself");
    const state = await createGroup(id, own.shown, own.kept, [], ground.suite.crypto, CONFIG);
    zeroOutUint8Array(own.kept.initPrivateKey);
    const group = new Group({ state, heads, roll: new Map([[0, identity]]) }, ground);
    return { group, groupInfo: await describe(group.now, ground.suite) };
  }

  /** The group that a member has let this leaf into. */
  static async join(own: OwnLeaf, welcome: Uint8Array, ground: Ground): Promise<Group> {
    const { crypto } = ground.suite;
    const { welcome: shown } = unpack(welcome, "mls_welcome");
    if (shown.cipherSuite !== ground.suite.name) broken("WRONG_SUITE", shown.cipherSuite);
    return holds(async () => {
      const reference = await makeKeyPackageRef(own.shown, crypto.hash);
      const secrets = await decryptGroupSecrets(await crypto.hpke.importPrivateKey(own.kept.initPrivateKey), reference, shown, crypto.hpke);
      if (secrets === undefined) broken("GARBAGE", "secrets of a welcome");
      if (secrets.psks.length > 0) broken("PRESHARED_KEY", "in a welcome");
      const info = await decryptGroupInfo(shown, secrets.joinerSecret, new Uint8Array(crypto.kdf.size), crypto);
      if (info === undefined) broken("GARBAGE", "description in a welcome");
      const { heads, roll } = await checkInfo(info, "welcome", ground);
      const state = await joinGroup(shown, own.shown, own.kept, emptyPskIndex, crypto, undefined, undefined, CONFIG);
      zeroOutUint8Array(own.kept.initPrivateKey);
      return new Group({ state, heads, roll }, ground);
    });
  }

  /** Enters by a commit of its own, in place of an earlier leaf of the same person; the group is good once the commit has come back. */
  static async enter(own: OwnLeaf, groupInfo: Uint8Array, ground: Ground): Promise<{ group: Group; proposed: Proposed }> {
    const { groupInfo: info } = unpack(groupInfo, "mls_group_info");
    return holds(async () => {
      const epoch = await checkInfo(info, "external", ground);
      const heads = ground.judge.newest();
      if (!ground.judge.admits(own.identity, heads)) broken("OWN_NOT_ADMITTED", "this browser itself");
      const earlier = [...epoch.roll].find(([, identity]) => isSamePerson(identity, own.identity));
      const leaf = earlier === undefined ? undefined : leavesOf(epoch.tree).get(earlier[0]);
      const compareKeyPackageToLeafNode = (_: KeyPackage, other: { signaturePublicKey: Uint8Array }) =>
        leaf !== undefined && isSame(leaf.signaturePublicKey, other.signaturePublicKey);
      const config = { ...CONFIG, keyPackageEqualityConfig: { ...CONFIG.keyPackageEqualityConfig, compareKeyPackageToLeafNode } };
      const { crypto } = ground.suite;
      const entered = await joinGroupExternal(info, own.shown, own.kept, leaf !== undefined, crypto, undefined, config, writeHeads(heads));
      zeroOutUint8Array(own.kept.initPrivateKey);
      const state = { ...entered.newState, clientConfig: CONFIG };
      const next = { state, heads, roll: rollOf(state, epoch.roll, [own.identity]) };
      const group = new Group(next, ground);
      const commit = pack({ wireformat: "mls_public_message", publicMessage: entered.publicMessage });
      return { group, proposed: { commit, welcome: new Uint8Array(), groupInfo: await describe(next, ground.suite) } };
    });
  }

  get epoch(): number {
    return Number(this.now.state.groupContext.epoch);
  }

  /** The group's id, base64url. */
  get id(): string {
    return encode(this.now.state.groupContext.groupId);
  }

  /** The state of the dossier by which this epoch's members were admitted. */
  get heads(): Heads {
    return this.now.heads;
  }

  get own(): Leaf {
    return this.leaf(this.now.state.privatePath.leafIndex, this.now.roll);
  }

  get leaves(): Leaf[] {
    return [...this.now.roll.keys()].sort((a, b) => a - b).map((index) => this.leaf(index, this.now.roll));
  }

  /** The leaves that should no longer be here, as far as this browser knows now. */
  stale(nowMillis: number): Leaf[] {
    const heads = this.ground.judge.newest();
    return this.leaves.filter((leaf) => !isCurrent(leaf, heads, { ...this.ground, nowMillis }));
  }

  /**
   * Proposes to add those of these whom the dossier admits, to remove their earlier leaves and all that are stale; undefined if
   * there is nothing to do. An earlier proposal may still come back instead.
   */
  async propose(keyPackages: Uint8Array[], nowMillis: number): Promise<Proposed | undefined> {
    const ground = { ...this.ground, nowMillis };
    const heads = ground.judge.newest();
    const added = await this.admitted(keyPackages, heads, ground);
    const returning = (leaf: Identity) => added.some(([, identity]) => isSamePerson(identity, leaf));
    const removed = this.leaves.filter((leaf) => !leaf.own && (returning(leaf) || !isCurrent(leaf, heads, ground)));
    if (added.length === 0 && removed.length === 0) return undefined;
    const extraProposals: Proposal[] = [
      ...removed.map(({ index }) => ({ proposalType: "remove" as const, remove: { removed: index } })),
      ...added.map(([keyPackage]) => ({ proposalType: "add" as const, add: { keyPackage } })),
    ];
    const { crypto } = ground.suite;
    const options = { wireAsPublicMessage: true, ratchetTreeExtension: true, extraProposals, authenticatedData: writeHeads(heads), groupInfoExtensions: [headsExtension(heads)] };
    const made = await holds(() => createCommit({ state: this.now.state, cipherSuite: crypto }, options));
    const commit = pack(made.commit);
    const roll = rollOf(made.newState, this.now.roll, added.map(([, identity]) => identity));
    const pending = { commit, state: made.newState, heads, roll, consumed: made.consumed };
    this.pending.push(pending);
    const welcome = made.welcome === undefined ? new Uint8Array() : pack({ wireformat: "mls_welcome", welcome: made.welcome });
    return { commit, welcome, groupInfo: await describe(pending, ground.suite) };
  }

  /** Whether all of these could be added now, as far as this browser knows. */
  async admitsAll(keyPackages: Uint8Array[], nowMillis: number): Promise<boolean> {
    const ground = { ...this.ground, nowMillis };
    return (await this.admitted(keyPackages, ground.judge.newest(), ground)).length === keyPackages.length;
  }

  private async admitted(keyPackages: Uint8Array[], heads: Heads, ground: Ground): Promise<[KeyPackage, Identity][]> {
    this.noteLeaves();
    const found = new Map<string, [KeyPackage, Identity]>();
    for (const bytes of keyPackages) {
      try {
        const { keyPackage } = unpack(bytes, "mls_key_package");
        const identity = await checkKeyPackage(keyPackage, ground);
        const isNew = !isSamePerson(identity, this.own) && !ground.used.has(identity.leaf);
        // The library adds nobody whose time has not come by this very clock.
        const hasBegun = identity.notBefore * 1_000 <= ground.nowMillis;
        if (isNew && hasBegun && ground.judge.admits(identity, heads)) found.set(`${identity.chain} ${identity.person}`, [keyPackage, identity]);
      } catch (fault) {
        if (!(fault instanceof Broken)) throw fault;
      }
    }
    return [...found.values()];
  }

  /** Takes the commit that everybody takes; one's own from before if it is that. */
  async take(commit: Uint8Array, nowMillis: number): Promise<Change> {
    this.noteLeaves();
    const own = this.pending.find((pending) => isSame(pending.commit, commit));
    if (own !== undefined) {
      this.pending = this.pending.filter((pending) => pending !== own);
      this.forget();
      return this.enterEpoch(own, own.consumed);
    }
    const { state, roll, heads } = this.now;
    const epoch: Epoch = { context: state.groupContext, tree: state.ratchetTree, roll, heads };
    const ruled = await checkCommit(commit, epoch, { ...this.ground, nowMillis });
    const { suite } = this.ground;
    // The library does not see that an external commit removes this very leaf, and looks for a path secret that is not there.
    if (ruled.removed.includes(state.privatePath.leafIndex)) {
      await holds(() => unprotectPublicMessage(state.keySchedule.membershipKey, state.groupContext, state.ratchetTree, ruled.message, suite.crypto));
      return this.end(ruled);
    }
    const { newState, consumed } = await holds(() => processPublicMessage(state, ruled.message, emptyPskIndex, suite.crypto));
    this.forget();
    return this.enterEpoch(follow(newState, roll, ruled), consumed);
  }

  private enterEpoch(next: Next, consumed: Uint8Array[]): Change {
    const before = this.now;
    this.now = { ...next, state: { ...next.state, historicalReceiverData: new Map() } };
    wipe(before.state, consumed);
    const added = [...next.roll].filter(([index, leaf]) => before.roll.get(index)?.leaf !== leaf.leaf).map(([index]) => this.leaf(index, next.roll));
    const removed = [...before.roll].filter(([index, leaf]) => next.roll.get(index)?.leaf !== leaf.leaf).map(([index]) => this.leaf(index, before.roll));
    return { epoch: this.epoch, added, removed: removed.map((leaf) => ({ ...leaf, own: false })) };
  }

  private noteLeaves(): void {
    for (const { leaf } of this.now.roll.values()) this.ground.used.add(leaf);
  }

  private end({ removed, added }: Ruled): Change {
    const gone = removed.map((index) => this.leaf(index, this.now.roll));
    const ended = added.some((leaf) => isSamePerson(leaf, this.own)) ? "replaced" : "removed";
    this.close();
    return { epoch: this.epoch + 1, added: [], removed: gone, ended };
  }

  /** Says something to all in this epoch; the id is not secret, but bound to it. */
  async seal(content: Uint8Array, id: string): Promise<Bytes> {
    const { newState, privateMessage, consumed } = await createApplicationMessage(this.now.state, content, this.ground.suite.crypto, utf8(id));
    this.now = { ...this.now, state: newState };
    consumed.forEach(zeroOutUint8Array);
    return pack({ wireformat: "mls_private_message", privateMessage });
  }

  /** What somebody else said in this epoch. */
  async open(bytes: Uint8Array): Promise<Spoken> {
    const { state, roll } = this.now;
    const { privateMessage: message } = unpack(bytes, "mls_private_message");
    if (!isSame(message.groupId, state.groupContext.groupId)) broken("WRONG_GROUP", "another group");
    if (message.epoch !== state.groupContext.epoch) broken("WRONG_EPOCH", `${message.epoch}`);
    if (message.contentType !== "application") broken("WRONG_KIND", message.contentType);
    const { keySchedule, secretTree, ratchetTree, groupContext, clientConfig } = state;
    const opened = await holds(() =>
      unprotectPrivateMessage(keySchedule.senderDataSecret, message, secretTree, ratchetTree, groupContext, clientConfig.keyRetentionConfig, this.ground.suite.crypto));
    this.now = { ...this.now, state: { ...state, secretTree: opened.tree } };
    opened.consumed.forEach(zeroOutUint8Array);
    const { content } = opened.content;
    if (content.contentType !== "application" || content.sender.senderType !== "member") broken("WRONG_KIND", content.contentType);
    const id = new TextDecoder().decode(content.authenticatedData);
    return { from: this.leaf(content.sender.leafIndex, roll), id, content: new Uint8Array(content.applicationData) };
  }

  /** A secret that all members of this epoch can derive and nobody else (RFC 9420 section 8.5). */
  async secret(label: string, context: Uint8Array, length: number): Promise<Bytes> {
    return new Uint8Array(await mlsExporter(this.now.state.keySchedule.exporterSecret, label, context, length, this.ground.suite.crypto));
  }

  /** Forgets every key. */
  close(): void {
    this.forget();
    wipe(this.now.state, [...Object.values(this.now.state.privatePath.privateKeys), this.now.state.signaturePrivateKey]);
  }

  private forget(): void {
    for (const { state } of this.pending) wipe(state, []);
    this.pending = [];
  }

  private leaf(index: number, roll: Roll): Leaf {
    const identity = roll.get(index) ?? broken("NO_LEAF", `leaf ${index}`);
    return { ...identity, index, own: index === this.now.state.privatePath.leafIndex };
  }
}

/** Overwrites what an epoch's messages and secrets were made from. */
function wipe({ keySchedule, secretTree }: ClientState, consumed: Uint8Array[]): void {
  [...Object.values(keySchedule), ...allSecretTreeValues(secretTree), ...consumed].forEach((secret) => secret && zeroOutUint8Array(secret));
}

function follow(state: ClientState, before: Roll, { added, heads }: Ruled): Next {
  return { state, heads, roll: rollOf(state, before, added) };
}

/** Who sits where now, of those who sat there before and those who came. */
function rollOf(state: ClientState, before: Roll, added: Identity[]): Roll {
  const known = new Map([...before.values(), ...added].map((identity) => [identity.leaf, identity]));
  return new Map([...leavesOf(state.ratchetTree)].map(([index, { signaturePublicKey }]) => {
    return [index, known.get(encode(signaturePublicKey)) ?? broken("NO_LEAF", `leaf ${index} is nobody's`)] as const;
  }));
}

function headsExtension(heads: Heads): Extension {
  return { extensionType: HEADS_EXTENSION, extensionData: writeHeads(heads) };
}

async function describe({ state, heads }: Next, { crypto }: Suite): Promise<Bytes> {
  return pack({ wireformat: "mls_group_info", groupInfo: await createGroupInfoWithExternalPubAndRatchetTree(state, [headsExtension(heads)], crypto) });
}

/** What the library refuses, and what it stumbles over, is refused by us. */
async function holds<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Broken) throw fault;
    broken("DOES_NOT_HOLD", fault instanceof Error ? fault.message : "the library's word");
  }
}

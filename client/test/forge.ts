// Members that break the rules: commits, leaves and welcomes made with the MLS library alone, as an attacker would make them.
import {
  type ClientState, createCommit, decodeMlsMessage, emptyPskIndex, encodeMlsMessage, type Extension, generateKeyPackageWithKey, joinGroupExternal, type KeyPackage,
  type LeafNode, type MLSMessage, type PrivateKeyPackage, processMessage, type Proposal, type PskIndex, type PublicMessage,
} from "ts-mls";
import { defaultClientConfig } from "ts-mls/clientConfig.js";
import { Group } from "../src/crypto/group.ts";
import { type Identity, type Sign, writeCredential } from "../src/crypto/credential.ts";
import { writeHeads } from "../src/crypto/judge.ts";
import { HEADS_EXTENSION } from "../src/crypto/rules.ts";
import { pack } from "../src/crypto/wire.ts";
import { encode } from "../src/dossier/bytes.ts";
import type { Heads } from "../src/dossier/heads.ts";
import { gathered, type Guest, guest, Ledger, NOW, QUICK } from "./crowd.ts";

export const SUITE = QUICK.crypto;

/** Ana, who is the attacker in most cases, and Ben, who judges, with Cleo in one group; Dan is admitted and outside. */
export interface World {
  ledger: Ledger;
  ana: Guest;
  ben: Guest;
  cleo: Guest;
  dan: Guest;
  anas: Group;
  bens: Group;
}

export async function world(): Promise<World> {
  const ledger = new Ledger();
  const [ana, ben, cleo, dan] = [await guest(ledger, "ana"), await guest(ledger, "ben", "b"), await guest(ledger, "cleo"), await guest(ledger, "dan", "b")];
  dan.judge.catchUp();
  const [anas, bens] = await gathered(ana, ben, cleo) as [Group, Group, Group];
  return { ledger, ana, ben, cleo, dan, anas, bens };
}

export function catchUp({ ana, ben, cleo, dan }: World): void {
  for (const { judge } of [ana, ben, cleo, dan]) judge.catchUp();
}

/** The library's own state behind a group. */
export function stateOf(group: Group): ClientState {
  return (group as unknown as { now: { state: ClientState } }).now.state;
}

export function indexOf(group: Group, { maker }: Guest): number {
  return group.leaves.find(({ person }) => person === maker.person)?.index ?? -1;
}

/** The whole of a commit that somebody makes with the library alone. */
export interface Forged {
  proposals?: Proposal[];
  heads?: Heads;
  data?: Uint8Array;
  state?: ClientState;
  suite?: typeof SUITE;
  isPrivate?: boolean;
  infoExtensions?: Extension[];
  psks?: PskIndex;
}

export async function forge(by: Group, what: Forged = {}): Promise<{ commit: Uint8Array; welcome: Uint8Array; after: ClientState }> {
  const heads = writeHeads(what.heads ?? by.ground.judge.newest());
  const made = await createCommit({ state: what.state ?? stateOf(by), cipherSuite: what.suite ?? SUITE, ...(what.psks === undefined ? {} : { pskIndex: what.psks }) }, {
    wireAsPublicMessage: what.isPrivate !== true,
    ratchetTreeExtension: true,
    extraProposals: what.proposals ?? [],
    authenticatedData: what.data ?? heads,
    groupInfoExtensions: what.infoExtensions ?? [{ extensionType: HEADS_EXTENSION, extensionData: heads }],
  });
  const welcome = made.welcome === undefined ? new Uint8Array() : pack({ wireformat: "mls_welcome", welcome: made.welcome });
  return { commit: encodeMlsMessage(made.commit), welcome, after: made.newState };
}

export function add(keyPackage: KeyPackage): Proposal {
  return { proposalType: "add", add: { keyPackage } };
}

export function remove(removed: number): Proposal {
  return { proposalType: "remove", remove: { removed } };
}

/** Somebody's state in which her own leaf is another one, as the next path will show it. */
export function withOwnLeaf(group: Group, change: Partial<LeafNode>): ClientState {
  const state = stateOf(group);
  const ratchetTree = state.ratchetTree.map((node, at) =>
    (node?.nodeType === "leaf" && at === 2 * state.privatePath.leafIndex ? { ...node, leaf: { ...node.leaf, ...change } as LeafNode } : node));
  return { ...state, ratchetTree };
}

/** What somebody lies about in a leaf. */
export interface Lie {
  identity?: Partial<Identity>;
  sign?: Sign;
  credential?: (honest: Uint8Array) => Uint8Array;
  lifetime?: [number, number];
  extensions?: Extension[];
  leafExtensions?: Extension[];
  capabilities?: Partial<typeof QUICK.capabilities>;
}

const HOUR = 3_600;

/** A leaf of somebody's, with what she lies about; with nothing to lie about an honest one. */
export async function forgedLeaf({ maker, sign }: Guest, lie: Lie = {}): Promise<{ shown: KeyPackage; kept: PrivateKeyPackage }> {
  const pair = await SUITE.signature.keygen();
  const now = Math.floor(NOW / 1_000);
  const { talk, purpose, chain, person, role, device, client } = maker;
  const identity: Identity = { talk, purpose, chain, person, role, device, client, notBefore: now - HOUR, notAfter: now + 23 * HOUR, leaf: encode(pair.publicKey), ...lie.identity };
  const written = await writeCredential(identity, lie.sign ?? sign);
  const [from, to] = lie.lifetime ?? [identity.notBefore, identity.notAfter];
  const made = await generateKeyPackageWithKey(
    { credentialType: "basic", identity: lie.credential?.(written) ?? written }, { ...QUICK.capabilities, ...lie.capabilities },
    { notBefore: BigInt(from), notAfter: BigInt(to) }, lie.extensions ?? [], pair, SUITE, lie.leafExtensions ?? []);
  return { shown: made.publicPackage, kept: made.privatePackage };
}

/** Enters with the library alone, taking away the leaf of this index. */
export async function forgedEntry(info: MLSMessage, leaf: { shown: KeyPackage; kept: PrivateKeyPackage }, heads: Heads, removed?: { signaturePublicKey: Uint8Array }): Promise<Uint8Array> {
  if (info.wireformat !== "mls_group_info") throw new Error("not a group's description");
  const compareKeyPackageToLeafNode = (_: unknown, other: { signaturePublicKey: Uint8Array }) => other.signaturePublicKey === removed?.signaturePublicKey
    || (removed !== undefined && encode(other.signaturePublicKey) === encode(removed.signaturePublicKey));
  const config = { ...defaultClientConfig, keyPackageEqualityConfig: { ...defaultClientConfig.keyPackageEqualityConfig, compareKeyPackageToLeafNode } };
  const { publicMessage } = await joinGroupExternal(info.groupInfo, leaf.shown, leaf.kept, removed !== undefined, SUITE, undefined, config, writeHeads(heads));
  return pack({ wireformat: "mls_public_message", publicMessage });
}

export function message(bytes: Uint8Array): MLSMessage {
  const found = decodeMlsMessage(bytes, 0);
  if (found === undefined) throw new Error("not a message");
  return found[0];
}

/** A public message with something else in it; its signature no longer holds, which is not what refuses it. */
export function altered(bytes: Uint8Array, change: (message: PublicMessage) => PublicMessage): Uint8Array {
  const found = message(bytes);
  if (found.wireformat !== "mls_public_message") throw new Error("not a public message");
  return encodeMlsMessage({ ...found, publicMessage: change(found.publicMessage) });
}

/** Whether the library alone takes this commit. */
export async function isTakenBare(by: Group, commit: Uint8Array, psks: PskIndex = emptyPskIndex): Promise<boolean> {
  const found = message(commit);
  if (found.wireformat !== "mls_public_message" && found.wireformat !== "mls_private_message") return false;
  return processMessage(found, stateOf(by), psks, () => "accept", SUITE).then(() => true, () => false);
}

/** Does this with the clock at another time: the library looks at it when it makes a commit. */
export async function at<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  const now = Date.now;
  Date.now = () => NOW + seconds * 1_000;
  try {
    return await work();
  } finally {
    Date.now = now;
  }
}

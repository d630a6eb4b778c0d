// A leaf of this browser's own: made for one page load and one group, never kept.
import { generateKeyPackageWithKey, type KeyPackage, type PrivateKeyPackage } from "ts-mls";
import { type Bytes, encode } from "../dossier/bytes.ts";
import { type Identity, type Sign, writeCredential } from "./credential.ts";
import type { Suite } from "./suite.ts";
import { pack } from "./wire.ts";

/** Clocks of two browsers may differ by this much: a leaf is good from so long before it is made. */
const BACKDATED_SECONDS = 3_600;
/** Longer spares a change of leaf in a long talk; shorter ends a stolen one sooner. */
const LIFETIME_SECONDS = 24 * 3_600;

/** Who makes a leaf. */
export type Maker = Pick<Identity, "talk" | "purpose" | "chain" | "person" | "role" | "device" | "client">;

export interface OwnLeaf {
  identity: Identity;
  /** For the others, to add her. */
  keyPackage: Bytes;
  shown: KeyPackage;
  kept: PrivateKeyPackage;
}

export async function makeLeaf(maker: Maker, sign: Sign, nowMillis: number, suite: Suite): Promise<OwnLeaf> {
  const pair = await suite.crypto.signature.keygen();
  const notBefore = Math.floor(nowMillis / 1_000) - BACKDATED_SECONDS;
  const { talk, purpose, chain, person, role, device, client } = maker;
  const times = { notBefore, notAfter: notBefore + LIFETIME_SECONDS };
  const identity: Identity = { talk, purpose, chain, person, role, device, client, ...times, leaf: encode(pair.publicKey) };
  const credential = { credentialType: "basic" as const, identity: await writeCredential(identity, sign) };
  const lifetime = { notBefore: BigInt(identity.notBefore), notAfter: BigInt(identity.notAfter) };
  const made = await generateKeyPackageWithKey(credential, suite.capabilities, lifetime, [], pair, suite.crypto);
  const keyPackage = pack({ wireformat: "mls_key_package", keyPackage: made.publicPackage });
  return { identity, keyPackage, shown: made.publicPackage, kept: made.privatePackage };
}

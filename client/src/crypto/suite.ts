// The one MLS cipher suite of a room: X-Wing (X25519 with ML-KEM-768), AES-256-GCM, SHA-512, Ed25519.
import { type Capabilities, type CiphersuiteImpl, type CiphersuiteName, getCiphersuiteFromName, getCiphersuiteImpl } from "ts-mls";

export const HYBRID: CiphersuiteName = "MLS_256_XWING_AES256GCM_SHA512_Ed25519";

/** What carries out a suite, and what each leaf of a group with it must say that it can: this and nothing else. */
export interface Suite {
  name: CiphersuiteName;
  crypto: CiphersuiteImpl;
  capabilities: Capabilities;
}

/** The suite of all rooms; another one is for measuring only. */
export async function loadSuite(name: CiphersuiteName = HYBRID): Promise<Suite> {
  return {
    name,
    crypto: await getCiphersuiteImpl(getCiphersuiteFromName(name)),
    capabilities: { versions: ["mls10"], ciphersuites: [name], extensions: [], proposals: [], credentials: ["basic"] },
  };
}

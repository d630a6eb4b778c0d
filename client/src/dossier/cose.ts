// A person's public key: a COSE_Key (RFC 9053 section 7) of the two kinds that are allowed, in the only encoding that
// authenticators may use (CTAP2 canonical CBOR).
import { type Bytes, decode } from "./bytes.ts";
import { isPublicKey } from "./edwards.ts";
import { isOnP256 } from "./p256.ts";
import { refuse } from "./refusal.ts";

const MAX_COSE = 400;
const ED25519 = [0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32];
const ES256 = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32];
const ES256_Y = [0x22, 0x58, 32];

export type CoseKey = { algorithm: "ES256"; x: Bytes; y: Bytes } | { algorithm: "Ed25519"; x: Bytes };

/** Reads a key, or refuses one that is neither ES256 nor EdDSA with Ed25519. */
export function coseKey(base64url: string): CoseKey {
  const bytes = decode(base64url, MAX_COSE);
  const has = (start: number[], at: number): boolean => start.every((byte, i) => bytes[at + i] === byte);
  if (bytes.length === 42 && has(ED25519, 0)) {
    const x = bytes.slice(10);
    return isPublicKey(x) ? { algorithm: "Ed25519", x } : noKey();
  }
  if (bytes.length === 77 && has(ES256, 0) && has(ES256_Y, 42)) {
    const [x, y] = [bytes.slice(10, 42), bytes.slice(45)];
    return isOnP256(x, y) ? { algorithm: "ES256", x, y } : noKey();
  }
  return refuse("ALGORITHM_NOT_ALLOWED", "a person's key is neither ES256 nor Ed25519");
}

function noKey(): never {
  return refuse("CREDENTIALS_INVALID", "a person's key is no key of its curve");
}

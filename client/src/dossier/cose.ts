// A person's public key: a COSE_Key (RFC 9053 section 7) of the two kinds that are allowed.
import { type Bytes, decode } from "./bytes.ts";
import { refuse } from "./refusal.ts";

const MAX_COSE = 400;

export type CoseKey = { algorithm: "ES256"; x: Bytes; y: Bytes } | { algorithm: "Ed25519"; x: Bytes };

type Value = number | Bytes;

/** Reads a key, or refuses one that is neither ES256 nor EdDSA with Ed25519. */
export function coseKey(base64url: string): CoseKey {
  const members = new Reader(decode(base64url, MAX_COSE)).map();
  const [type, algorithm, curve, x, y] = [1, 3, -1, -2, -3].map((name) => members.get(name));
  if (type === undefined || algorithm === undefined) unreadable();
  if (type === 2 && algorithm === -7 && curve === 1) return { algorithm: "ES256", x: of32(x), y: of32(y) };
  if (type === 1 && algorithm === -8 && curve === 6) return { algorithm: "Ed25519", x: of32(x) };
  return refuse("ALGORITHM_NOT_ALLOWED", "a person's key is neither ES256 nor Ed25519");
}

function unreadable(): never {
  return refuse("CREDENTIALS_INVALID", "a person's key cannot be read");
}

function of32(value: Value | undefined): Bytes {
  return value instanceof Uint8Array && value.length === 32 ? value : unreadable();
}

/** As much CBOR (RFC 8949) as a key needs: one map of integers to integers and byte strings. */
class Reader {
  private at = 0;

  constructor(private readonly bytes: Bytes) {}

  map(): Map<number, Value> {
    const { major, value: size } = this.head();
    if (major !== 5 || size > 16) unreadable();
    const members = new Map<number, Value>();
    for (let i = 0; i < size; i++) {
      const name = this.value();
      if (typeof name !== "number" || members.has(name)) unreadable();
      members.set(name, this.value());
    }
    return this.at === this.bytes.length ? members : unreadable();
  }

  private value(): Value {
    const { major, value } = this.head();
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major !== 2 || this.at + value > this.bytes.length) unreadable();
    this.at += value;
    return this.bytes.slice(this.at - value, this.at);
  }

  private head(): { major: number; value: number } {
    const first = this.byte();
    const size = first & 31;
    if (size > 25) unreadable();
    const value = size < 24 ? size : size === 24 ? this.byte() : (this.byte() << 8) | this.byte();
    return { major: first >> 5, value };
  }

  private byte(): number {
    return this.bytes[this.at++] ?? unreadable();
  }
}

// Signatures by WebCrypto. A key that WebCrypto does not take verifies nothing.
import { type Bytes, concat, decode, encode, utf8 } from "./bytes.ts";
import type { CoseKey } from "./cose.ts";

const MAX_DIGEST = 43;

/** SHA-256 as the format writes it. */
export async function sha256(bytes: Bytes): Promise<string> {
  return encode(await hash(bytes));
}

export async function hash(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** RFC 7638 thumbprint of an Ed25519 key. */
export function thumbprint(x: string): Promise<string> {
  return sha256(utf8(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`));
}

/** What credentials commit to as the hash of their next key. */
export function commitment(x: string): Promise<string> {
  return sha256(decode(x, MAX_DIGEST));
}

/** The talk that this delegation convenes with this nonce. */
export async function talkOf(convener: string, nonce: string): Promise<string> {
  return encode((await hash(utf8(`parley-talk ${convener} ${nonce}`))).subarray(0, 16));
}

/** The digest by which the log refers to a body. */
export async function bodyDigest(salt: Bytes, content: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return encode(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(content))));
}

/** Whether this browser has Ed25519 at all. */
export async function canVerify(): Promise<boolean> {
  // RFC 8032 section 7.1, test 1: the signature over nothing.
  const key = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
  const seal = "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw";
  return new Signatures().isSeal(key, decode(seal, 86), new Uint8Array(0)).catch(() => false);
}

const ED25519 = { name: "Ed25519" };
const P256 = { name: "ECDSA", namedCurve: "P-256" };
const ES256 = { name: "ECDSA", hash: "SHA-256" };

/** Verifies; keys once imported are kept. */
export class Signatures {
  private readonly keys = new Map<string, Promise<CryptoKey | undefined>>();
  private readonly parties = new Map<string, Promise<string>>();

  /** Whether a delegation's key sealed this. */
  isSeal(x: string, seal: Bytes, signed: Bytes): Promise<boolean> {
    return this.verify(ED25519, x, () => decode(x, MAX_DIGEST), seal, signed);
  }

  /** Whether an authenticator spoke to this relying party. */
  async isForParty(rp: string, authenticatorData: Bytes): Promise<boolean> {
    const party = this.parties.get(rp) ?? sha256(utf8(rp));
    this.parties.set(rp, party);
    return (await party) === encode(authenticatorData.subarray(0, 32));
  }

  /** Whether a person's key signed what her authenticator says and this client data. */
  async isAssertion(cose: string, key: CoseKey, signature: Bytes, authenticatorData: Bytes, clientData: Bytes): Promise<boolean> {
    const message = concat(authenticatorData, await hash(clientData));
    if (key.algorithm === "Ed25519") return this.verify(ED25519, cose, () => key.x, signature, message);
    const raw = rawEcdsa(signature);
    return raw !== undefined && this.verify(ES256, cose, () => concat(concat(new Uint8Array([4]), key.x), key.y), raw, message);
  }

  private async verify(algorithm: AlgorithmIdentifier | EcdsaParams, name: string, raw: () => Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
    let key = this.keys.get(name);
    if (key === undefined) {
      const kind = algorithm === ED25519 ? ED25519 : P256;
      key = crypto.subtle.importKey("raw", raw(), kind, false, ["verify"]).catch(() => undefined);
      this.keys.set(name, key);
    }
    const imported = await key;
    return imported !== undefined && crypto.subtle.verify(algorithm, imported, signature, message).catch(() => false);
  }
}

/** An ECDSA signature in DER, as authenticators write it, in the form that WebCrypto takes: r and s of 32 bytes each. */
export function rawEcdsa(der: Uint8Array): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const raw = new Uint8Array(64);
  const afterR = derInteger(der, 2, raw, 32);
  return afterR !== undefined && derInteger(der, afterR, raw, 64) === der.length ? raw : undefined;
}

/** Writes a positive integer in its shortest form so that it ends before `end`; where the next value begins. */
function derInteger(der: Uint8Array, at: number, raw: Uint8Array, end: number): number | undefined {
  const length = der[at + 1] ?? 0;
  const first = der[at + 2] ?? 0;
  const second = der[at + 3] ?? 0;
  const padded = first === 0 && length > 1;
  if (der[at] !== 2 || length === 0 || at + 2 + length > der.length || first > 127 || (padded && second < 128)) return undefined;
  const digits = der.subarray(at + 2 + (padded ? 1 : 0), at + 2 + length);
  if (digits.length > 32) return undefined;
  raw.set(digits, end - digits.length);
  return at + 2 + length;
}

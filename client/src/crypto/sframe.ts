// SFrame (RFC 9605) with AES_128_GCM_SHA256_128: its header, its key schedule, and one frame sealed or opened.
import type { Bytes } from "../dossier/bytes.ts";

const SUITE = 0x0004;
export const TAG_BYTES = 16;
const SALT_BYTES = 12;
const TEXT = new TextEncoder();

/** A header as it was read, and how many bytes it took. */
export interface Header {
  kid: bigint;
  counter: bigint;
  length: number;
}

/** A header in its shortest form: values below 8 stand in the first byte, others in as few bytes as hold them. */
export function writeHeader(kid: bigint, counter: bigint): Bytes {
  const keyBytes = extraBytes(kid);
  const counterBytes = extraBytes(counter);
  const header = new Uint8Array(1 + keyBytes + counterBytes);
  header[0] = (nibble(kid, keyBytes) << 4) | nibble(counter, counterBytes);
  writeNumber(header, 1, keyBytes, kid);
  writeNumber(header, 1 + keyBytes, counterBytes, counter);
  return header;
}

/** The header at the start of these bytes, if they are long enough to hold one. */
export function readHeader(bytes: Uint8Array): Header | undefined {
  const first = bytes[0];
  if (first === undefined) return undefined;
  const keyBytes = lengthIn(first >> 4);
  const counterBytes = lengthIn(first & 15);
  const length = 1 + keyBytes + counterBytes;
  if (bytes.length < length) return undefined;
  return {
    kid: keyBytes === 0 ? BigInt(first >> 4) : readNumber(bytes, 1, keyBytes),
    counter: counterBytes === 0 ? BigInt(first & 15) : readNumber(bytes, 1 + keyBytes, counterBytes),
    length,
  };
}

function extraBytes(value: bigint): number {
  if (value < 8n) return 0;
  let bytes = 1;
  for (let rest = value >> 8n; rest > 0n; rest >>= 8n) bytes++;
  return bytes;
}

// Four bits: either the value itself, or a set bit and the number of its bytes less one.
function nibble(value: bigint, bytes: number): number {
  return bytes === 0 ? Number(value) : 8 | (bytes - 1);
}

function lengthIn(nibble: number): number {
  return nibble < 8 ? 0 : (nibble & 7) + 1;
}

function writeNumber(into: Uint8Array, at: number, bytes: number, value: bigint): void {
  for (let i = at + bytes - 1, rest = value; i >= at; i--, rest >>= 8n) into[i] = Number(rest & 255n);
}

function readNumber(bytes: Uint8Array, at: number, length: number): bigint {
  let value = 0n;
  for (let i = at; i < at + length; i++) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}

/** The key of one key id. Whoever seals with it must never give it the same counter twice. */
export class FrameKey {
  private constructor(
    readonly kid: bigint,
    private readonly key: CryptoKey,
    private readonly salt: Bytes,
  ) {}

  /** Derives it (section 4.4.2) for sealing or for opening, never both. */
  static async derive(baseKey: Bytes, kid: bigint, use: "encrypt" | "decrypt"): Promise<FrameKey> {
    const material = await crypto.subtle.importKey("raw", baseKey, "HKDF", false, ["deriveKey", "deriveBits"]);
    const [key, salt] = await Promise.all([
      crypto.subtle.deriveKey(expansion("SFrame 1.0 Secret key ", kid), material, { name: "AES-GCM", length: 128 }, false, [use]),
      crypto.subtle.deriveBits(expansion("SFrame 1.0 Secret salt ", kid), material, SALT_BYTES * 8),
    ]);
    return new FrameKey(kid, key, new Uint8Array(salt));
  }

  /** Metadata, header, ciphertext and tag in one piece. */
  async seal(counter: bigint, metadata: Uint8Array, plain: Bytes): Promise<Bytes> {
    const header = writeHeader(this.kid, counter);
    const sealed = new Uint8Array(await crypto.subtle.encrypt(this.parameters(counter, header, metadata), this.key, plain));
    const whole = new Uint8Array(metadata.length + header.length + sealed.length);
    whole.set(metadata);
    whole.set(header, metadata.length);
    whole.set(sealed, metadata.length + header.length);
    return whole;
  }

  /** The plain bytes of header, ciphertext and tag; nothing where they were not sealed so. */
  async open({ counter, length }: Header, metadata: Uint8Array, sealed: Bytes): Promise<Bytes | undefined> {
    const parameters = this.parameters(counter, sealed.subarray(0, length), metadata);
    try {
      return new Uint8Array(await crypto.subtle.decrypt(parameters, this.key, sealed.subarray(length)));
    } catch {
      return undefined;
    }
  }

  private parameters(counter: bigint, header: Uint8Array, metadata: Uint8Array): AesGcmParams {
    const nonce = this.salt.slice();
    for (let i = SALT_BYTES - 1, rest = counter; rest > 0n; i--, rest >>= 8n) nonce[i]! ^= Number(rest & 255n);
    const additionalData = new Uint8Array(header.length + metadata.length);
    additionalData.set(header);
    additionalData.set(metadata, header.length);
    return { name: "AES-GCM", iv: nonce, additionalData };
  }
}

function expansion(label: string, kid: bigint): HkdfParams {
  const info = new Uint8Array(label.length + 10);
  info.set(TEXT.encode(label));
  writeNumber(info, label.length, 8, kid);
  writeNumber(info, label.length + 8, 2, BigInt(SUITE));
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
}

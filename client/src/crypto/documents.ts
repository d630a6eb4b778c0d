// Documents as ciphertext, a piece at a time: chunks under one random key, each bound to its place and to whether it is the
// last (STREAM, Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that none can be left out, added or moved.
import { type Bytes, concat, decode, encode, utf8 } from "../dossier/bytes.ts";
import { hash } from "../dossier/signatures.ts";
import { MAX_DOCUMENT_BYTES } from "./chat.ts";

const CHUNK = 64 * 1024;
const TAG = 16;
const LABEL = utf8("parley document");

/** How large the ciphertext of so many bytes is. */
export function sealedSize(size: number): number {
  return size + TAG * Math.max(1, Math.ceil(size / CHUNK));
}

/** What a received document is not: the one that was announced. */
export class Damaged extends Error {
  override readonly name = "Damaged";
}

/** A document's digest without holding the document: SHA-256 of the SHA-256 of its chunks, one after the other. */
class Digest {
  private all: Bytes[] = [];

  async add(chunk: Bytes): Promise<void> {
    this.all.push(await hash(chunk));
  }

  async value(): Promise<string> {
    const joined = new Uint8Array(this.all.length * 32);
    this.all.forEach((each, at) => joined.set(each, at * 32));
    return encode(await hash(joined));
  }
}

/** Cuts what flows into pieces of one size; the last may be shorter, and only an empty whole has an empty one. */
class Cutter {
  private rest: Bytes = new Uint8Array();

  constructor(private readonly size: number) {}

  /** The pieces that are full and not the last. */
  cut(more: Uint8Array): Bytes[] {
    this.rest = concat(this.rest, more);
    const pieces: Bytes[] = [];
    let from = 0;
    for (; this.rest.length - from > this.size; from += this.size) pieces.push(this.rest.slice(from, from + this.size));
    this.rest = this.rest.slice(from);
    return pieces;
  }

  last(): Bytes {
    return this.rest;
  }
}

function parameters(counter: number, isLast: boolean): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, counter);
  return { name: "AES-GCM", iv, additionalData: concat(LABEL, new Uint8Array([isLast ? 1 : 0])) };
}

export interface Sealing {
  /** AES-256 key, base64url; for this one alone. */
  key: string;
  stream: TransformStream<Uint8Array, Bytes>;
  /** Of the whole document; when the stream has ended. */
  digest(): Promise<string>;
}

/** Seals one document under a new key. */
export async function sealing(): Promise<Sealing> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  const digest = new Digest();
  const cutter = new Cutter(CHUNK);
  let counter = 0;
  const seal = async (chunk: Bytes, isLast: boolean): Promise<Bytes> => {
    await digest.add(chunk);
    return new Uint8Array(await crypto.subtle.encrypt(parameters(counter++, isLast), key, chunk));
  };
  const stream = new TransformStream<Uint8Array, Bytes>({
    async transform(bytes, out) {
      for (const chunk of cutter.cut(bytes)) out.enqueue(await seal(chunk, false));
    },
    async flush(out) {
      out.enqueue(await seal(cutter.last(), true));
    },
  });
  return { key: encode(raw), stream, digest: () => digest.value() };
}

/** Opens the document that was announced so; the stream fails with Damaged where it is another one. */
export async function opening({ key, size, digest }: { key: string; size: number; digest: string }): Promise<TransformStream<Uint8Array, Bytes>> {
  if (size > MAX_DOCUMENT_BYTES) throw new Damaged("too large");
  const opener = await crypto.subtle.importKey("raw", decode(key, 43), "AES-GCM", false, ["decrypt"]);
  const found = new Digest();
  const cutter = new Cutter(CHUNK + TAG);
  let counter = 0;
  let length = 0;
  const open = async (chunk: Bytes, isLast: boolean): Promise<Bytes> => {
    const plain = await crypto.subtle.decrypt(parameters(counter++, isLast), opener, chunk).catch(() => undefined);
    if (plain === undefined) throw new Damaged(`chunk ${counter - 1}`);
    length += plain.byteLength;
    if (length > size) throw new Damaged("longer than announced");
    await found.add(new Uint8Array(plain));
    return new Uint8Array(plain);
  };
  return new TransformStream<Uint8Array, Bytes>({
    async transform(bytes, out) {
      for (const chunk of cutter.cut(bytes)) out.enqueue(await open(chunk, false));
    },
    async flush(out) {
      out.enqueue(await open(cutter.last(), true));
      if (length !== size || await found.value() !== digest) throw new Damaged("not the one that was announced");
    },
  });
}

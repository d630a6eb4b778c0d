// This browser's own key, where pages and workers alike find it: it signs here and can never be copied out.
import { type Bytes, encode } from "./dossier/bytes.ts";
import { answer, within } from "./indexed.ts";

const KEYS = { database: "parley-device", store: "keys" };
const OWN = "own";
const ALGORITHM = "Ed25519";

export async function makeKey(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]) as CryptoKeyPair;
}

export function ownKey(): Promise<CryptoKeyPair | undefined> {
  return within(KEYS, "readonly", (store) => answer(store.get(OWN) as IDBRequest<CryptoKeyPair | undefined>));
}

/** Keeps a pair unless there is one already that was not dismissed; the pair that is kept. */
export async function keep(made: CryptoKeyPair, dismissed: string[]): Promise<CryptoKeyPair> {
  const before = await ownKey();
  if (before !== undefined && !dismissed.includes(await nameOf(before))) return before;
  await within(KEYS, "readwrite", (store) => answer(store.put(made, OWN)));
  return made;
}

/** The public key as the dossier names the device. */
export async function nameOf(pair: CryptoKeyPair): Promise<string> {
  return encode(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
}

export async function sign({ privateKey }: CryptoKeyPair, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ALGORITHM, privateKey, message));
}

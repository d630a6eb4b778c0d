// Who holds a leaf: what its credential says, signed by the device that the dossier knows.
import { type Bytes, decode, encode, utf8 } from "../dossier/bytes.ts";
import { Signatures } from "../dossier/signatures.ts";
import { digest, nonce, personId, publicKey, role } from "../dossier/values.ts";
import { oneOf, type Read, shape, text, whole } from "../protocol/reader.ts";
import { broken } from "./broken.ts";

const MAX_BYTES = 2_000;
const SIGNATURE_LENGTH = 86;

/** Times are seconds since 1970; keys, digests and ids are base64url. */
export interface Identity {
  talk: string;
  purpose: "room";
  chain: string;
  person: string;
  role: string;
  /** The device's Ed25519 key. */
  device: string;
  /** SHA-256 of the manifest of the scripts that its browser says it runs. */
  client: string;
  notBefore: number;
  notAfter: number;
  /** The leaf's own signature key. */
  leaf: string;
}

/** Signs with the device's key, which never leaves its store. */
export type Sign = (message: Bytes) => Promise<Bytes>;

function checked(check: (text: string) => string): Read<string> {
  return (value, place) => check(text(100)(value, place));
}

const read: Read<Identity & { v: number; signature: string }> = shape({
  v: whole(1, 1),
  talk: checked(nonce),
  purpose: oneOf("room"),
  chain: checked(digest),
  person: checked(personId),
  role: checked(role),
  device: checked(publicKey),
  client: checked(digest),
  notBefore: whole(0, Number.MAX_SAFE_INTEGER),
  notAfter: whole(0, Number.MAX_SAFE_INTEGER),
  leaf: checked(digest),
  signature: text(SIGNATURE_LENGTH, SIGNATURE_LENGTH),
});

/** The members in the one order in which they are written. */
function written(of: Identity): object {
  const { talk, purpose, chain, person, role, device, client, notBefore, notAfter, leaf } = of;
  return { v: 1, talk, purpose, chain, person, role, device, client, notBefore, notAfter, leaf };
}

function message(of: Identity): Bytes {
  return utf8(`parley leaf\n${JSON.stringify(written(of))}`);
}

/** The bytes of a credential for this identity. */
export async function writeCredential(of: Identity, sign: Sign): Promise<Bytes> {
  return utf8(JSON.stringify({ ...written(of), signature: encode(await sign(message(of))) }));
}

const signatures = new Signatures();

/** The identity that these bytes prove; whether the dossier knows the device is another question. */
export async function readCredential(bytes: Uint8Array): Promise<Identity> {
  const { identity, signature } = form(bytes);
  const proof = decode(signature, SIGNATURE_LENGTH);
  if (!await signatures.isSeal(identity.device, proof, message(identity))) broken("CREDENTIAL_SIGNATURE", "not signed by its device");
  return identity;
}

function form(bytes: Uint8Array): { identity: Identity; signature: string } {
  if (bytes.length > MAX_BYTES) broken("TOO_LARGE", `credential of ${bytes.length} bytes`);
  let found: Identity & { v: number; signature: string };
  let content: string;
  try {
    content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    found = read(JSON.parse(content), "credential");
    decode(found.signature, SIGNATURE_LENGTH);
  } catch (fault) {
    broken("CREDENTIAL_FORM", fault instanceof Error ? fault.message : "unreadable");
  }
  const { v: _, signature, ...identity } = found;
  if (JSON.stringify({ ...written(identity), signature }) !== content) broken("CREDENTIAL_FORM", "not written canonically");
  return { identity, signature };
}

export function isSamePerson(a: { chain: string; person: string }, b: { chain: string; person: string }): boolean {
  return a.chain === b.chain && a.person === b.person;
}

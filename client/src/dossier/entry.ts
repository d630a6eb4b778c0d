// One link of a delegation's chain as read from its stored bytes: a compact JWS (RFC 7515) of exactly one form.
import { type Act, type Head, head, readAct } from "./act.ts";
import { type Bytes, decode, utf8 } from "./bytes.ts";
import { parseObject } from "./json.ts";
import { type Members, instantOf, read } from "./members.ts";
import { refuse, Refusal } from "./refusal.ts";
import { digest, nonce, personId } from "./values.ts";

const MAX_LENGTH = 524_288;
const MAX_HEADER = 512;
const MAX_ACT = 262_148;
const MAX_ASSERTION_PART = 8_192;
const MAX_SEEN = 32;

/** What an authenticator answered, under an act. */
export interface Testimony {
  person: string;
  authenticatorData: Bytes;
  clientData: Bytes;
  signature: Bytes;
}

export interface Entry {
  kid: string;
  talk: string;
  chain: string;
  seq: number;
  previous?: string;
  seen: Map<string, Head>;
  /** Claimed by its writer. */
  at: number;
  act: Act;
  actBytes: Bytes;
  after?: string;
  by?: Testimony;
  /** What the seal is over, and the seal. */
  signed: Bytes;
  seal: Bytes;
}

/** Reads an entry's form; whether it holds is another question. */
export function readEntry(jws: string): Entry {
  const { kid, payload, signed, seal } = openJws(jws);
  const read = readPayload(payload);
  const placed = readAct(read.actBytes);
  if (placed.talk !== read.talk) refuse("TALK_MISMATCH", "the act was made for another talk");
  if (placed.chain !== read.chain) refuse("CHAIN_MISMATCH", "the act was made for another chain");
  return { kid, signed, seal, ...read, act: placed.act, ...(placed.after === undefined ? {} : { after: placed.after }) };
}

function openJws(jws: string): { kid: string; payload: Bytes; signed: Bytes; seal: Bytes } {
  if (jws.length > MAX_LENGTH) refuse("TOO_LARGE", `JWS of ${jws.length} characters`);
  const [first, second, third, more] = jws.split(".");
  if (first === undefined || second === undefined || third === undefined || more !== undefined) refuse("NOT_JWS", "three parts expected");
  const header = part(first, MAX_HEADER);
  const payload = part(second, MAX_LENGTH);
  const seal = part(third, 100);
  if (seal.length !== 64) refuse("NOT_JWS", "a signature has 64 bytes");
  const kid = read(parseObject(header, MAX_HEADER), readHeader);
  return { kid, payload, seal, signed: utf8(jws.slice(0, first.length + 1 + second.length)) };
}

function readHeader(m: Members): string {
  const algorithm = m.string("alg");
  if (algorithm !== "Ed25519") refuse("ALGORITHM_NOT_ALLOWED", algorithm);
  const type = m.string("typ");
  if (type !== "parley-entry+jws") refuse("TYPE_WRONG", type);
  return m.string("kid");
}

function part(text: string, limit: number): Bytes {
  try {
    return decode(text, limit);
  } catch (error) {
    if (error instanceof Refusal && error.reason === "VALUE_INVALID") refuse("NOT_JWS", "base64url");
    throw error;
  }
}

type Payload = Omit<Entry, "kid" | "act" | "after" | "signed" | "seal">;

function readPayload(bytes: Bytes): Payload {
  return read(parseObject(bytes, MAX_LENGTH), (m) => {
    if (m.integer("v") !== 1) refuse("TYPE_WRONG", "version");
    const talk = m.string("talk", nonce);
    const chain = m.string("chain", digest);
    const seq = m.integer("seq");
    const previous = m.optionalString("prev", digest);
    const seen = m.map("seen", digest, head);
    const at = m.string("at", instantOf);
    const actBytes = m.string("act", (act) => decode(act, MAX_ACT));
    const json = m.optional("by");
    const by = json === undefined ? undefined : read(json, testimony);
    if (seq < 1 || (seq === 1) === (previous !== undefined)) refuse("SEQUENCE_WRONG", "only the first entry has no previous one");
    if (seen.size > MAX_SEEN) refuse("TOO_LARGE", "seen");
    if (seen.has(chain)) refuse("VALUE_INVALID", "a chain does not see itself");
    return { talk, chain, seq, seen, at, actBytes, ...(previous === undefined ? {} : { previous }), ...(by === undefined ? {} : { by }) };
  });
}

function testimony(m: Members): Testimony {
  const part = (text: string): Bytes => decode(text, MAX_ASSERTION_PART);
  return {
    person: m.string("person", personId),
    authenticatorData: m.string("authenticatorData", part),
    clientData: m.string("clientData", part),
    signature: m.string("signature", part),
  };
}

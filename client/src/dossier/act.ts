// Acts and terms, section 4 of PROTOCOL.md. What verification does not need is checked and forgotten.
import { type Credentials, credentials } from "./credentials.ts";
import { type Json, parseObject } from "./json.ts";
import { instantOf, listOf, type Members, read, stringOf } from "./members.ts";
import { refuse } from "./refusal.ts";
import * as value from "./values.ts";

const MAX_BYTES = 196_608;
const MAX_MINUTES = 24 * 60;
const LEVELS = ["contact-possible", "date-agreed", "week", "day", "hour"] as const;
const SUBJECTS = ["existence", "date", "format", "participants"];

/** An entry of a chain by number and hash. */
export interface Head {
  seq: number;
  hash: string;
}

export interface Package {
  id: string;
  size: number;
}

/** Who may come of one side: these persons, or so many of a role. */
export type Attendance = { people: readonly string[] } | { role: value.Role; count: number };

/** How long before its release nothing can stop a joint statement any more. */
const MARGIN = 60_000;

/** What a proposal is about, the body that holds its text, and of the participants who may come of each side. */
export interface Term {
  matter: string;
  text?: string;
  sides?: ReadonlyMap<string, readonly Attendance[]>;
  /** The delegation whose node puts the room's key group in order. */
  orders?: string;
  /** Of a joint statement: what is claimed to be written later neither stops it nor brings it about. */
  settled?: number;
}

export interface Propose {
  act: "propose";
  term: Term;
  parties: string[];
  expires?: number;
  replaces: string[];
  pack?: Package;
}

export interface Answer {
  act: "consent" | "consent-ad-referendum" | "confirm" | "object" | "withdraw" | "postpone";
  proposal: string;
  reason?: string;
}

export type Act =
  | { act: "convene"; nonce: string; credentials: Credentials }
  | { act: "present"; credentials: Credentials }
  | { act: "accept"; delegation: string; credentials: string }
  | { act: "rotate"; key: string; nextKey: string }
  | { act: "revoke" | "enter" | "leave"; person: string }
  | { act: "admit-device" | "dismiss-device"; person: string; device: string }
  | Propose
  | Answer
  | { act: "declare"; people: string }
  | { act: "close"; heads: Map<string, Head> }
  | { act: "open" | "release" | "acknowledge" };

/** An act in its place; `after` is the digest of the chain's last act that a person signed. */
export interface Placed {
  talk: string;
  chain: string;
  after?: string;
  act: Act;
}

/** Reads an act from its bytes; an unknown one stops the reader. */
export function readAct(bytes: Uint8Array): Placed {
  return read(parseObject(bytes, MAX_BYTES), (m) => {
    const talk = m.string("talk", value.nonce);
    const chain = m.string("chain", value.digest);
    const after = m.optionalString("after", value.digest);
    return { talk, chain, act: act(m.string("act"), m), ...(after === undefined ? {} : { after }) };
  });
}

export function head(json: Json): Head {
  return read(json, (m) => {
    const found = { seq: m.integer("seq"), hash: m.string("hash", value.digest) };
    return found.seq >= 1 ? found : refuse("VALUE_INVALID", "number of an entry");
  });
}

/** The body that an act refers to: a text, a reason, or declared people. */
export function bodyOf(of: Act): string | undefined {
  switch (of.act) {
    case "propose": return of.term.text;
    case "object":
    case "withdraw":
    case "postpone": return of.reason;
    case "declare": return of.people;
    default: return undefined;
  }
}

function act(name: string, m: Members): Act {
  switch (name) {
    case "convene": return convene(m);
    case "present": return { act: name, credentials: credentials(m.json("credentials")) };
    case "accept": return { act: name, delegation: m.string("delegation", value.digest), credentials: m.string("credentials", value.digest) };
    case "rotate": return { act: name, key: m.string("key", value.publicKey), nextKey: m.string("nextKey", value.digest) };
    case "revoke":
    case "enter":
    case "leave": return { act: name, person: m.string("person", value.personId) };
    case "admit-device":
    case "dismiss-device": return { act: name, person: m.string("person", value.personId), device: m.string("device", value.publicKey) };
    case "propose": return propose(m);
    case "consent":
    case "consent-ad-referendum":
    case "confirm": return { act: name, proposal: m.string("proposal", value.digest) };
    case "object":
    case "withdraw":
    case "postpone": return answer(name, m);
    case "declare": return { act: name, people: m.string("people", value.digest) };
    case "open": m.string("from", instantOf); return { act: name };
    case "close": return { act: name, heads: m.map("heads", value.digest, head) };
    case "release": m.string("statement", value.digest); return { act: name };
    case "acknowledge": return { act: name };
    default: return refuse("ACT_UNKNOWN", name);
  }
}

function convene(m: Members): Act {
  const nonce = m.string("nonce");
  const shown = credentials(m.json("credentials"));
  const invited = m.list("invited", (json) => JSON.stringify([...value.texts(json)]));
  value.nonce(nonce);
  if (invited.length > 16 || new Set(invited).size < invited.length) refuse("VALUE_INVALID", "invited");
  return { act: "convene", nonce, credentials: shown };
}

function answer(name: "object" | "withdraw" | "postpone", m: Members): Answer {
  const proposal = m.string("proposal", value.digest);
  const reason = m.optionalString("reason", value.digest);
  return { act: name, proposal, ...(reason === undefined ? {} : { reason }) };
}

function propose(m: Members): Propose {
  const parties = m.strings("parties", value.digest, Infinity);
  const of = term(m.json("term"));
  const expires = m.optionalString("expires", instantOf);
  const replaces = m.strings("replaces", value.digest, 20);
  const json = m.optional("package");
  const pack = json === undefined ? undefined : read(json, (p) => ({ id: p.string("id", value.label), size: p.within("size", 2, 50) }));
  if (parties.length < 2 || parties.length > 16) refuse("VALUE_INVALID", "a proposal needs 2 to 16 parties");
  if (of.orders !== undefined && !parties.includes(of.orders)) refuse("VALUE_INVALID", "a party must order the room");
  if (of.settled !== undefined && pack !== undefined) refuse("VALUE_INVALID", "a joint statement waits for no package");
  return {
    act: "propose", term: of, parties: parties.sort(), replaces,
    ...(expires === undefined ? {} : { expires }), ...(pack === undefined ? {} : { pack }),
  };
}

function term(json: Json): Term {
  return read(json, (m): Term => {
    const kind = m.string("kind");
    switch (kind) {
      case "time":
        m.string("start", instantOf);
        m.string("zone", value.zone);
        m.strings("needs", value.matter, 20);
        return { matter: kind };
      case "agenda": return item(m);
      case "format":
        m.string("medium", value.oneOf("medium", ["video", "audio"]));
        m.within("minutes", 1, MAX_MINUTES);
        return { matter: kind };
      case "participants": {
        const sides = m.map("sides", value.digest, (lines) => listOf(lines, attendance));
        const counts = [...sides.values()].map((lines) => lines.length);
        if (sides.size < 1 || sides.size > 16 || counts.some((n) => n < 1 || n > 50)) refuse("VALUE_INVALID", "sides");
        return { matter: kind, sides };
      }
      case "disclosure": return disclosure(m);
      case "languages":
        value.languages(m.list("languages", stringOf));
        return { matter: kind };
      case "room": return { matter: kind, orders: m.string("orders", value.digest) };
      case "statement": return statement(m);
      default: return refuse("TERM_UNKNOWN", kind);
    }
  });
}

function item(m: Members): Term {
  const id = m.string("item", value.label);
  m.within("order", 1, 1000);
  m.within("minutes", 1, MAX_MINUTES);
  return { matter: `agenda/${id}`, text: m.string("text", value.digest) };
}

function statement(m: Members): Term {
  const id = m.string("id", value.label);
  const release = m.string("release", instantOf);
  if (release % 1000 !== 0) refuse("VALUE_INVALID", "release must be a whole second");
  return { matter: `statement/${id}`, settled: release - MARGIN, text: m.string("text", value.digest) };
}

function attendance(json: Json): Attendance {
  return read(json, (m) =>
    m.optional("people") === undefined
      ? { role: m.string("role", value.role), count: m.within("count", 1, 200) }
      : { people: m.strings("people", value.personId, 200) });
}

function disclosure(m: Members): Term {
  const subject = m.string("subject");
  if (!SUBJECTS.includes(subject)) {
    if (!subject.startsWith("item/")) refuse("VALUE_INVALID", "subject");
    value.label(subject.slice("item/".length));
  }
  if (m.string("voice") === "side") m.string("side", value.digest);
  else m.string("voice", value.oneOf("voice", ["either", "jointly", "nobody"]));
  if (subject === "date") m.string("level", value.oneOf("level", LEVELS));
  return { matter: `disclosure/${subject}` };
}

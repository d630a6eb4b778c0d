// Who a delegation is and who may act for it.
import { decode } from "./bytes.ts";
import type { Json } from "./json.ts";
import { read } from "./members.ts";
import { refuse } from "./refusal.ts";
import { digest, languages, oneOf, personId, publicKey, type Role, role, texts, zone } from "./values.ts";

const MAX_PEOPLE = 200;
const MAX_COSE = 400;
const HOST = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/;

/** A person's WebAuthn key: a COSE_Key as base64url, and the relying party that it signs for. */
export interface PersonKey {
  cose: string;
  rp: string;
  demo: boolean;
}

export interface Person {
  id: string;
  roles: Role[];
  key: PersonKey;
}

export interface Credentials {
  capacity: "party" | "good-offices";
  key: string;
  /** Commitment to the key that it would rotate to. */
  nextKey: string;
  /** The keys for statements and for the line between nodes. */
  others: string[];
  people: Person[];
}

/** Reads credentials; what verification does not need (names, offices, languages) is checked and forgotten. */
export function credentials(json: Json): Credentials {
  return read(json, (m) => {
    texts(m.json("names"));
    m.string("zone", zone);
    const tags = m.list("languages", (tag) => (typeof tag === "string" ? tag : refuse("VALUE_INVALID", "a string expected")));
    const capacity = m.string("capacity", oneOf("capacity", ["party", "good-offices"]));
    const key = m.string("key", publicKey);
    const nextKey = m.string("nextKey", digest);
    const others = [m.string("statementKey", publicKey), m.string("lineKey", publicKey)];
    const people = m.list("people", person);
    languages(tags);
    if (people.length === 0 || people.length > MAX_PEOPLE) refuse("VALUE_INVALID", `credentials need 1 to ${MAX_PEOPLE} persons`);
    if (new Set(people.map((each) => each.id)).size < people.length) refuse("VALUE_INVALID", "a person appears twice");
    if (new Set(people.map((each) => each.key.cose)).size < people.length) refuse("VALUE_INVALID", "a person's key appears twice");
    return { capacity, key, nextKey, others, people };
  });
}

function person(json: Json): Person {
  return read(json, (m) => {
    const id = m.string("id", personId);
    texts(m.json("names"));
    texts(m.json("office"));
    const roles = m.strings("roles", role, 7) as Role[];
    const key = read(m.json("key"), (k) => ({ cose: k.string("cose"), rp: k.string("rp"), demo: k.flag("demo") }));
    if (decode(key.cose, MAX_COSE).length < 32 || !HOST.test(key.rp)) refuse("VALUE_INVALID", "person key");
    if (roles.length === 0) refuse("VALUE_INVALID", "a person needs a role");
    return { id, roles, key };
  });
}

// Which roles may do which act; the table of PROTOCOL.md section 4.
import type { Act } from "./act.ts";
import type { Person } from "./credentials.ts";
import { type Role, ROLES } from "./values.ts";

type Name = Act["act"];

const BINDERS: readonly Role[] = ["principal", "negotiator"];

interface Rule {
  roles: readonly Role[];
  /** Whether it counts only with a person's signature; first credentials are the exception. */
  needsPerson: boolean;
  /** Whether it is possible before the other parties have accepted the credentials. */
  early?: true;
  /** Whether it is possible while the others have not accepted a new key. */
  duringRotation?: true;
}

const RULES: Record<Name, Rule> = {
  "convene": { roles: BINDERS, needsPerson: false, early: true },
  "present": { roles: BINDERS, needsPerson: true, early: true },
  "accept": { roles: BINDERS, needsPerson: true, early: true },
  "rotate": { roles: BINDERS, needsPerson: true, early: true },
  "revoke": { roles: BINDERS, needsPerson: true, early: true },
  "admit-device": { roles: ROLES, needsPerson: true },
  "dismiss-device": { roles: ROLES, needsPerson: true, duringRotation: true },
  "propose": { roles: BINDERS, needsPerson: true },
  "consent": { roles: BINDERS, needsPerson: true },
  "consent-ad-referendum": { roles: BINDERS, needsPerson: true },
  "confirm": { roles: BINDERS, needsPerson: true },
  "object": { roles: BINDERS, needsPerson: true, duringRotation: true },
  "withdraw": { roles: BINDERS, needsPerson: true, duringRotation: true },
  "postpone": { roles: BINDERS, needsPerson: true, duringRotation: true },
  "declare": { roles: ROLES, needsPerson: false },
  "open": { roles: ["principal", "negotiator", "technician"], needsPerson: false },
  "enter": { roles: ROLES, needsPerson: false },
  "leave": { roles: ROLES, needsPerson: false, duringRotation: true },
  "release": { roles: ["principal", "spokesperson"], needsPerson: true },
  "close": { roles: ["principal", "negotiator", "note-taker"], needsPerson: true },
  "acknowledge": { roles: ROLES, needsPerson: false, early: true },
};

export function needsPerson(act: Act): boolean {
  return RULES[act.act].needsPerson;
}

export function isBeforeAcceptance(act: Act): boolean {
  return RULES[act.act].early === true;
}

export function isDuringRotation(act: Act): boolean {
  return isBeforeAcceptance(act) || RULES[act.act].duringRotation === true;
}

export function hasRole(person: Person, act: Act): boolean {
  return person.roles.some((role) => RULES[act.act].roles.includes(role));
}

/** Whether it is for her to sign the act, and not for another person in the same role. */
export function isHers(person: Person, act: Act): boolean {
  if (act.act === "admit-device") return act.person === person.id;
  if (act.act === "dismiss-device") return act.person === person.id || person.roles.some((role) => BINDERS.includes(role));
  return true;
}

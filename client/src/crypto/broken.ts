// Why something of a group is not taken.
import { Refusal } from "../dossier/refusal.ts";
import { ProtocolError } from "../protocol/reader.ts";

export type Rule =
  // What the bytes are.
  | "TOO_LARGE" | "GARBAGE" | "NOT_CANONICAL" | "WRONG_KIND" | "WRONG_VERSION" | "WRONG_SUITE"
  // Where it belongs.
  | "WRONG_GROUP" | "WRONG_EPOCH" | "EPOCH_BACKWARD"
  // Who a leaf says she is.
  | "CREDENTIAL_FORM" | "CREDENTIAL_SIGNATURE" | "CREDENTIAL_PLACE" | "CREDENTIAL_KEY" | "LIFETIME_PAST" | "LIFETIME_FUTURE" | "LIFETIME_LONG"
  | "LIFETIME_DIFFERS" | "CAPABILITIES" | "LEAF_EXTENSION" | "LEAF_SOURCE" | "KEY_PACKAGE_EXTENSION"
  // What a group is.
  | "CONTEXT_EXTENSION" | "INFO_EXTENSION" | "NO_TREE" | "NO_SIGNER" | "PERSON_TWICE"
  // The dossier's word.
  | "HEADS_FORM" | "HEADS_UNKNOWN" | "HEADS_BACKWARD" | "NOT_ADMITTED" | "OWN_NOT_ADMITTED" | "STALE_KEPT"
  // What a commit does.
  | "SENDER" | "REFERENCE" | "UPDATE" | "PRESHARED_KEY" | "REINIT" | "CONTEXT_CHANGE" | "EXTERNAL_INIT" | "UNKNOWN_PROPOSAL" | "NO_LEAF"
  | "REMOVES_ADMITTED" | "REMOVES_SENDER" | "REMOVES_OTHER" | "NOT_REPLACED" | "CREDENTIAL_CHANGED" | "KEY_CHANGED" | "NO_PATH"
  // What only the library found: a signature, a tag, a tree that does not hold.
  | "DOES_NOT_HOLD"
  // What we stumbled over ourselves.
  | "FAULT";

/** Something of a group breaks this rule. */
export class Broken extends Error {
  override readonly name = "Broken";

  constructor(readonly rule: Rule, detail: string) {
    super(`${rule}: ${detail}`);
  }
}

/** Ends the reading with this rule. */
export function broken(rule: Rule, detail: string): never {
  throw new Broken(rule, detail);
}

/** The rule that somebody broke where this was thrown. */
export function ruleOf(fault: unknown): Rule {
  if (fault instanceof Broken) return fault.rule;
  return fault instanceof Refusal || fault instanceof ProtocolError ? "GARBAGE" : "FAULT";
}

// Why something does not hold; the names are those of PROTOCOL.md and of the Java verifier.

export type Reason =
  | "TOO_LARGE" | "NOT_JSON" | "DUPLICATE_MEMBER" | "MEMBER_MISSING" | "MEMBER_UNKNOWN" | "VALUE_INVALID"
  | "ACT_UNKNOWN" | "TERM_UNKNOWN" | "NOT_JWS" | "ALGORITHM_NOT_ALLOWED" | "TYPE_WRONG" | "KEY_UNKNOWN"
  | "SIGNATURE_INVALID" | "TALK_MISMATCH" | "CHAIN_MISMATCH" | "CHAIN_START" | "SEQUENCE_WRONG"
  | "PREVIOUS_MISMATCH" | "SEEN_UNKNOWN" | "SEEN_BACKWARD" | "SEEN_INCOMPLETE" | "TIME_BACKWARD" | "ACT_NOT_NEXT"
  | "REFERENCE_UNKNOWN" | "REFERENCE_WRONG" | "ASSERTION_MISSING" | "ASSERTION_INVALID" | "ASSERTION_ORIGIN"
  | "ASSERTION_COUNTER" | "PERSON_UNKNOWN" | "PERSON_WRONG" | "ROLE_NOT_ALLOWED" | "CREDENTIALS_NOT_ACCEPTED" | "CREDENTIALS_INVALID"
  | "PARTIES_WRONG" | "PACKAGE_INVALID" | "ROTATION_INVALID" | "ROTATION_NOT_ACCEPTED" | "BODY_MISMATCH"
  | "EQUIVOCATION" | "ENTRY_MISSING" | "DUPLICATE_ENTRY" | "NOT_A_DOSSIER";

/** Something that was read does not hold. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly reason: Reason, detail: string) {
    super(`${reason}: ${detail}`);
  }
}

/** Ends the reading with this reason. */
export function refuse(reason: Reason, detail: string): never {
  throw new Refusal(reason, detail);
}

package parley.dossier.model;

/**
 * Why something does not hold. The names are part of the format: vectors and reports carry them.
 */
public enum Reason {
  TOO_LARGE("it is larger than the format allows"),
  NOT_JSON("it is not strict JSON"),
  DUPLICATE_MEMBER("a JSON member appears twice"),
  MEMBER_MISSING("a member is missing"),
  MEMBER_UNKNOWN("a member is not known to this version"),
  VALUE_INVALID("a value has the wrong form"),
  ACT_UNKNOWN("the act is not known to this version"),
  TERM_UNKNOWN("the kind of term is not known to this version"),
  NOT_JWS("it is not a compact JWS in canonical form"),
  ALGORITHM_NOT_ALLOWED("the signature algorithm is not allowed"),
  TYPE_WRONG("the type or version is not this format's"),
  KEY_UNKNOWN("the signing key is not the delegation's key at this point"),
  SIGNATURE_INVALID("the delegation's signature does not match"),
  TALK_MISMATCH("it belongs to another talk"),
  CHAIN_MISMATCH("it belongs to another chain"),
  CHAIN_START("the chain does not begin with the delegation's own credentials"),
  SEQUENCE_WRONG("the number does not follow the previous entry's"),
  PREVIOUS_MISMATCH("the hash of the previous entry does not match"),
  SEEN_UNKNOWN("it claims to have seen an entry that is not there"),
  SEEN_BACKWARD("it has seen less than the entry before it"),
  SEEN_INCOMPLETE("it has not seen what the entries it has seen had seen"),
  TIME_BACKWARD("its claimed time is before that of the entry before it"),
  ACT_NOT_NEXT("the act does not follow the delegation's last act by a person"),
  REFERENCE_UNKNOWN("the act refers to something that it has not seen"),
  REFERENCE_WRONG("the act refers to something that it cannot apply to"),
  ASSERTION_MISSING("a person must sign this act and none did"),
  ASSERTION_INVALID("the person's signature does not match the act"),
  ASSERTION_ORIGIN("the person signed for another site"),
  ASSERTION_COUNTER("the person's authenticator was copied or replayed"),
  PERSON_UNKNOWN("the person is not in the delegation's accepted credentials"),
  ROLE_NOT_ALLOWED("the person's role does not allow this act"),
  PERSON_WRONG("the act is for another person to sign"),
  CREDENTIALS_NOT_ACCEPTED("the other parties have not accepted the delegation's credentials"),
  CREDENTIALS_INVALID("the credentials contradict those before them"),
  PARTIES_WRONG("the proposal does not name exactly the parties of the talk"),
  PACKAGE_INVALID("the package does not have the announced members"),
  ROTATION_INVALID("the new key is not the one that was committed to"),
  ROTATION_NOT_ACCEPTED("the other parties have not accepted the delegation's new key"),
  BODY_MISMATCH("a text does not match its digest"),
  EQUIVOCATION("the delegation signed two different entries with one number"),
  ENTRY_MISSING("an entry is missing"),
  DUPLICATE_ENTRY("an entry appears twice"),
  NOT_A_DOSSIER("it is not a dossier of a version known here"),
  STALE("the state has changed since this act was prepared");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** English words for a report; pages translate the name instead. */
  public String words() {
    return words;
  }

  /** The exception that carries this reason. */
  public Refusal because(String detail) {
    return new Refusal(this, detail);
  }
}

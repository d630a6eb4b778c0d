package parley.dossier.chain;

import parley.dossier.model.PersonId;
import parley.dossier.webauthn.Assertion;

/** A person's signature under an act. */
public record Testimony(PersonId person, Assertion assertion) {}

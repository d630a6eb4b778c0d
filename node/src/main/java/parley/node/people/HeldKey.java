package parley.node.people;

import java.time.Instant;
import java.util.Optional;
import parley.dossier.model.PersonKey;

/**
 * A key that a person signs with, or did.
 *
 * @param credential the authenticator's name for it, as base64url
 * @param key its public part, as credentials show it
 * @param counter the authenticator's, when she last signed in; 0 if it keeps none
 * @param replacedAt since when another is hers, or none
 */
public record HeldKey(
    DelegateId person,
    String credential,
    PersonKey key,
    long counter,
    Instant addedAt,
    Optional<Instant> replacedAt) {

  /** Whether it is the one that the next credentials show. */
  public boolean isCurrent() {
    return replacedAt.isEmpty();
  }
}

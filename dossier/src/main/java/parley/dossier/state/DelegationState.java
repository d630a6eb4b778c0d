package parley.dossier.state;

import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;

/**
 * A delegation as its chain shows it.
 *
 * @param presented its latest credentials, with the key that seals now
 * @param acceptedBy who has accepted the latest credentials
 * @param accepted the credentials that count: the latest that every other party has accepted
 * @param revoked persons of the accepted credentials whose signature no longer counts
 * @param closed whether its chain ends with its close
 */
public record DelegationState(
    DelegationId id,
    Credentials presented,
    Digest presentedDigest,
    Set<DelegationId> acceptedBy,
    Optional<Credentials> accepted,
    Set<PersonId> revoked,
    Head head,
    boolean closed) {
  public Capacity capacity() {
    return presented.capacity();
  }

  /**
   * Whether it is sealed by a key that the others have not all accepted: until they have, it can
   * only say no.
   */
  public boolean rotating() {
    return accepted.filter(c -> !c.key().equals(presented.key())).isPresent();
  }

  /** A person who may act: in the accepted credentials and not revoked. */
  public Optional<Person> person(PersonId id) {
    return accepted.flatMap(c -> c.person(id)).filter(p -> !revoked.contains(p.id()));
  }
}

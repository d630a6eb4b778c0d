package parley.node.talk;

import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Role;
import parley.dossier.model.TalkId;
import parley.node.people.Delegate;

/**
 * A delegate's place in a talk of her delegation. Only {@link TalkService} hands seats out, so
 * whoever holds one may see the talk.
 *
 * @param delegation her delegation's chain
 */
public record Seat(TalkId talk, DelegationId delegation, Delegate person) {
  /** Who she is in her delegation's credentials. */
  public PersonId personId() {
    return new PersonId(person.id().person());
  }

  /** Whether one of her roles allows the act, and it is for her to sign. */
  public boolean allows(Act act) {
    return whyNot(act).isEmpty();
  }

  /** What forbids her the act. */
  Optional<Reason> whyNot(Act act) {
    if (!holdsOneOf(Authority.roles(act))) {
      return Optional.of(Reason.ROLE_NOT_ALLOWED);
    }
    return Authority.isHers(personId(), person.roles(), act)
        ? Optional.empty()
        : Optional.of(Reason.PERSON_WRONG);
  }

  /** Whether she may bind her delegation: propose terms and consent to them. */
  public boolean mayBind() {
    return allows(new Act.Consent(Digest.of(new byte[0])));
  }

  private boolean holdsOneOf(Set<Role> roles) {
    return person.roles().stream().anyMatch(roles::contains);
  }
}

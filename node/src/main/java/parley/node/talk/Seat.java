package parley.node.talk;

import java.util.Set;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;
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

  /** Whether one of her roles allows the act. */
  public boolean allows(Act act) {
    return holdsOneOf(Authority.roles(act));
  }

  /** Whether she may bind her delegation: propose terms and consent to them. */
  public boolean mayBind() {
    return allows(new Act.Consent(Digest.of(new byte[0])));
  }

  private boolean holdsOneOf(Set<parley.dossier.model.Role> roles) {
    return person.roles().stream().anyMatch(roles::contains);
  }
}

package parley.node.office;

import java.util.Optional;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.Invitations.Invitation;
import parley.node.people.Invitations.State;

/**
 * One person: what is written of her, and what can be done.
 *
 * @param id as in addresses
 * @param access how she can sign in, in words
 * @param isInvited whether an invitation waits for her
 */
public record PersonPage(
    String slug,
    String id,
    String name,
    String access,
    boolean hasKey,
    boolean isInvited,
    boolean isYou,
    PersonForm form,
    Role[] roles) {

  static PersonPage of(Office office, Delegate person, PersonForm form) {
    Optional<Invitation> last = Optional.ofNullable(office.lastInvitations().get(person.id()));
    Office.Access access = office.access(person, last);
    return new PersonPage(
        person.id().person(),
        person.id().toString(),
        person.name(office.words().language()),
        access.text(),
        access.hasKey(),
        last.filter(each -> each.state() == State.OPEN).isPresent(),
        person.id().equals(office.reader().id()),
        form,
        Role.values());
  }
}

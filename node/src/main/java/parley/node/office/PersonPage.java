package parley.node.office;

import java.util.Optional;
import parley.dossier.model.Role;
import parley.node.people.Delegate;

/**
 * One person: what is written of her, and what can be done.
 *
 * @param id as in addresses
 * @param access how she can sign in, in words
 */
public record PersonPage(
    String slug,
    String id,
    String name,
    String access,
    boolean hasKey,
    boolean isYou,
    PersonForm form,
    Role[] roles) {

  static PersonPage of(Office office, Delegate person, PersonForm form) {
    Office.Access access =
        office.access(person, Optional.ofNullable(office.lastInvitations().get(person.id())));
    return new PersonPage(
        person.id().person(),
        person.id().toString(),
        person.name(office.words().language()),
        access.text(),
        access.hasKey(),
        person.id().equals(office.reader().id()),
        form,
        Role.values());
  }
}

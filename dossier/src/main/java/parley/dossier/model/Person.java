package parley.dossier.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A delegate in her delegation's credentials.
 *
 * @param office her office in her side's own words
 */
public record Person(PersonId id, Texts names, Texts office, Set<Role> roles, PersonKey key) {
  public Person {
    if (roles.isEmpty()) {
      throw Reason.VALUE_INVALID.because("a person needs a role");
    }
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }
}

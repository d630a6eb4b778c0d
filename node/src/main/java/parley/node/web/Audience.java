package parley.node.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.model.Role;
import parley.node.people.Delegate;

/**
 * Who may use a route. Whether a talk is hers is for the route's own handler to check.
 *
 * @param signedIn whether only a signed-in delegate may
 * @param roles of which she must have one
 */
public record Audience(boolean signedIn, Set<Role> roles) {
  /** Anybody, signed in or not. */
  public static final Audience ANYONE = new Audience(false, EnumSet.allOf(Role.class));

  /** Every signed-in delegate, on her own host. */
  public static final Audience DELEGATES = new Audience(true, EnumSet.allOf(Role.class));

  public Audience {
    roles = Set.copyOf(roles);
  }

  /** Signed-in delegates who have one of these roles. */
  public static Audience of(Role first, Role... more) {
    return new Audience(true, EnumSet.of(first, more));
  }

  /** Whether {@code person} belongs to it. */
  public boolean admits(Delegate person) {
    return person.roles().stream().anyMatch(roles::contains);
  }

  @Override
  public String toString() {
    if (!signedIn) {
      return "anyone";
    }
    if (roles.size() == Role.values().length) {
      return "delegates";
    }
    return roles.stream().map(Role::word).sorted().collect(Collectors.joining(", "));
  }
}

package parley.node.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.model.Role;
import parley.node.people.Delegate;

/**
 * Who may use a route. Whether a talk is hers is for the route's own handler to check.
 *
 * @param kind whom it is for
 * @param roles of which she must have one, where roles count
 * @param isFresh whether she must have touched her passkey lately, to change anything here
 */
public record Audience(Kind kind, Set<Role> roles, boolean isFresh) {
  /** Whom a route is for. */
  public enum Kind {
    /** Anybody, signed in or not. */
    ANYONE,
    /** Whoever was given the operator's link, on the node's own host. */
    OPERATOR,
    /** Whoever is signed in on her own host, with a role or without. */
    SIGNED_IN,
    /** Whoever looks after her delegation's people. */
    ADMINISTRATORS,
    /** Whoever has one of the roles. */
    ROLES,
    /** The same, and whoever looks after her delegation's people. */
    ROLES_AND_ADMINISTRATORS
  }

  /** Anybody, signed in or not. */
  public static final Audience ANYONE = new Audience(Kind.ANYONE, EnumSet.allOf(Role.class), false);

  /** The operator: sees delegations and their first administrators, and no talk. */
  public static final Audience OPERATOR = new Audience(Kind.OPERATOR, Set.of(), false);

  /** Everybody signed in, on her own host. */
  public static final Audience SIGNED_IN =
      new Audience(Kind.SIGNED_IN, EnumSet.allOf(Role.class), false);

  /** Signed-in delegates with any role. */
  public static final Audience DELEGATES =
      new Audience(Kind.ROLES, EnumSet.allOf(Role.class), false);

  /** Signed-in administrators, whatever other roles they have. */
  public static final Audience ADMINISTRATORS = new Audience(Kind.ADMINISTRATORS, Set.of(), false);

  public Audience {
    roles = Set.copyOf(roles);
  }

  /** Signed-in delegates who have one of these roles. */
  public static Audience of(Role first, Role... more) {
    return new Audience(Kind.ROLES, EnumSet.of(first, more), false);
  }

  /** The same, who must have touched her passkey within the last five minutes. */
  public Audience fresh() {
    return new Audience(kind, roles, true);
  }

  /** The same, and signed-in administrators. */
  public Audience andAdministrators() {
    return new Audience(Kind.ROLES_AND_ADMINISTRATORS, roles, isFresh);
  }

  /** Whether only somebody signed in at her own seat may. */
  public boolean signedIn() {
    return kind != Kind.ANYONE && kind != Kind.OPERATOR;
  }

  /** Whether {@code person}, signed in, belongs to it. */
  public boolean admits(Delegate person) {
    return switch (kind) {
      case ANYONE, SIGNED_IN -> true;
      case OPERATOR -> false;
      case ADMINISTRATORS -> person.administrator();
      case ROLES -> hasRole(person);
      case ROLES_AND_ADMINISTRATORS -> hasRole(person) || person.administrator();
    };
  }

  private boolean hasRole(Delegate person) {
    return person.roles().stream().anyMatch(roles::contains);
  }

  @Override
  public String toString() {
    return isFresh ? whom() + ", after a touch" : whom();
  }

  private String whom() {
    return switch (kind) {
      case ANYONE -> "anyone";
      case OPERATOR -> "operator";
      case SIGNED_IN -> "everybody signed in";
      case ADMINISTRATORS -> "administrators";
      case ROLES -> words();
      case ROLES_AND_ADMINISTRATORS -> words() + ", administrators";
    };
  }

  private String words() {
    return roles.size() == Role.values().length
        ? "delegates"
        : roles.stream().map(Role::word).sorted().collect(Collectors.joining(", "));
  }
}

package parley.node.press.clearing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;

/** Who may take one step of a chain. */
public sealed interface Officer {
  /** Whether this person may. */
  boolean admits(Delegate person);

  /** Its name in tables and forms: {@code binder}, {@code anna.norland}. */
  String key();

  /** One person and nobody else. */
  record Named(DelegateId person) implements Officer {
    @Override
    public boolean admits(Delegate other) {
      return other.id().equals(person);
    }

    @Override
    public String key() {
      return person.toString();
    }
  }

  /** Whoever holds a post. */
  enum Post implements Officer {
    BINDER(Role.PRINCIPAL, Role.NEGOTIATOR),
    PRINCIPAL(Role.PRINCIPAL),
    NEGOTIATOR(Role.NEGOTIATOR);

    private final Set<Role> roles;

    Post(Role... roles) {
      this.roles = Set.of(roles);
    }

    @Override
    public boolean admits(Delegate person) {
      return person.roles().stream().anyMatch(roles::contains);
    }

    @Override
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads a {@link #key} of a delegation's chain; empty when it is none. */
  static Optional<Officer> ofKey(String key, String delegation) {
    Optional<Officer> post =
        Arrays.stream(Post.values())
            .filter(each -> each.key().equals(key))
            .map(Officer.class::cast)
            .findFirst();
    String end = "." + delegation;
    boolean isName =
        key.endsWith(end)
            && DelegateId.isLabel(key.substring(0, key.length() - end.length()))
            && DelegateId.isLabel(delegation);
    return post.or(() -> isName ? Optional.of(new Named(DelegateId.parse(key))) : Optional.empty());
  }
}

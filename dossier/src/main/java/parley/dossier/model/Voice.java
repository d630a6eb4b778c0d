package parley.dossier.model;

/** Who may speak about a subject. */
public sealed interface Voice {
  /** Without a parameter: each side alone, both only together, or nobody. */
  enum Shared implements Voice {
    EITHER,
    JOINTLY,
    NOBODY;

    /** The format's word. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** One side alone. */
  record Side(DelegationId delegation) implements Voice {}

  /** Whether this delegation may speak alone. */
  default boolean alone(DelegationId speaker) {
    return switch (this) {
      case Shared shared -> shared == Shared.EITHER;
      case Side(DelegationId side) -> side.equals(speaker);
    };
  }
}

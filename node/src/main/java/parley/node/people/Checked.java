package parley.node.people;

/** What became of a touch that was to be checked. */
public sealed interface Checked<T> {
  /** It holds. */
  record Good<T>(T value) implements Checked<T> {}

  /** It does not; nothing was changed. */
  record Bad<T>(Fault fault) implements Checked<T> {}

  /** Why a touch does not count. Each has words: {@code people.passkey.fault.<slug>}. */
  enum Fault {
    /** The page was open for too long, or was used before. */
    STALE,
    /** The passkey is not one that counts for her here (any more). */
    UNKNOWN,
    /** What the browser sent does not hold. */
    INVALID;

    /** The key of the words that say so. */
    public String words() {
      return "people.passkey.fault." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}

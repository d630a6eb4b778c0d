package parley.dossier.model;

/** What a disclosure term is about. */
public sealed interface Subject {
  /** The subject's part of a matter's key, for example {@code date} or {@code item/legal}. */
  String key();

  /** The subjects without a parameter. */
  enum Plain implements Subject {
    /** That the talk exists. */
    EXISTENCE,
    /** The date, to some {@link DateLevel}. */
    DATE,
    FORMAT,
    PARTICIPANTS;

    @Override
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** One item of the agenda. */
  record Item(ItemId item) implements Subject {
    @Override
    public String key() {
      return "item/" + item;
    }
  }
}

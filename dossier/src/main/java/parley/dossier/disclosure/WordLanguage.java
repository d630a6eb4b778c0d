package parley.dossier.disclosure;

import java.util.Optional;

/** A language that dates can be put into. */
public enum WordLanguage {
  ENGLISH("en"),
  RUSSIAN("ru");

  private final String tag;

  WordLanguage(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag. */
  public String tag() {
    return tag;
  }

  /** The language of a BCP 47 tag without subtags; empty when dates cannot be put into it. */
  public static Optional<WordLanguage> ofTag(String tag) {
    for (WordLanguage language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
